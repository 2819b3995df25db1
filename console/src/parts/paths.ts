/** Where things are shown. Names come from people: they are encoded. */

export const decisionPath = (id: string): string => `/console/decisions/${encodeURIComponent(id)}`;

export const authorPath = (author: string): string => `/console/authors/${encodeURIComponent(author)}`;

export const policyPath = (version: number): string => `/console/policies/${version}`;

export const labelPath = (label: string): string => `/console/labels/${encodeURIComponent(label)}`;
