-- What a content answers, as a keyed hash under the tenant's secret: so that what else answers it is found.
ALTER TABLE decisions ADD COLUMN parent TEXT;
CREATE INDEX decisions_by_parent ON decisions (tenant, parent, id);
