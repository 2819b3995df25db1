/* Made by `make console-types` of the document that the service gives; not edited by hand. */

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A service that answers is alive. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is counted and measured, of all tenants, for Prometheus. */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests are welcome: not while the service is about to stop, and not while its database is away. */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Authors and the bands in which they stand, those who came there last first. */
        get: operations["list_authors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actors/{author}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an author stands. */
        get: operations["get_standing"];
        put?: never;
        post?: never;
        /** Erases an author: the record, and every decision about what they wrote. */
        delete: operations["forget_author"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actors/{author}/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who posts the same as an author, and who goes for the same accounts, within a week. */
        get: operations["get_company"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actors/{author}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is stored about an author. */
        get: operations["export_author"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actors/{author}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided about an author's contents, the newest first, and how the author stood each time. */
        get: operations["get_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest entries. That nothing was changed is told by `koko audit verify`, which reads those of everybody. */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest decisions that fit. */
        get: operations["search_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would have been decided under another policy or by another model. Nothing is changed, and nothing counts for anybody. */
        post: operations["replay_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One decision with everything that is kept of it. */
        get: operations["get_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a decision suggests, what is missing, and what was issued about it. */
        get: operations["get_statement"];
        put?: never;
        /** Issues a statement. It is kept, and never changed: a later one corrects it. */
        post: operations["issue_statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An event, or an array of them. */
        post: operations["record_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which words drove the scores of a text. */
        post: operations["explain_text"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What clients have said through `comments:suggestscore` that scores should have been, the newest first. */
        get: operations["list_feedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every label that was taught, with its versions, and which are in force. */
        get: operations["list_labels"];
        put?: never;
        /** Teaches a label, and stores it as its next version; on demand it holds at once. The examples are not kept. */
        post: operations["teach_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a label out of force. Its versions stay. */
        delete: operations["take_label_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{label}/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was put aside for a label, the newest first. */
        get: operations["list_examples"];
        put?: never;
        /** Puts a text aside for a label, which need not have been taught yet. */
        post: operations["add_example"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{label}/examples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an example away. */
        delete: operations["remove_example"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{label}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version, with its file. */
        get: operations["get_label"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{label}/{version}/put-in-force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a stored version hold from now on. */
        post: operations["put_label_in_force"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** `GET /v1/live`: Server-Sent Events. */
        get: operations["watch_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live/socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** `GET /v1/live/socket`: the same over WebSocket, each as a text of `{"kind", "id", "data"}`. */
        get: operations["watch_socket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was measured in the last hour, every ten seconds: the numbers that Prometheus is told, of this tenant and of the service. */
        get: operations["get_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that run, in the shape of OpenAI's list. */
        get: operations["openai_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moderate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What should happen with a content, or with each of many, in order. */
        post: operations["moderate_contents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moderate/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What should happen with the content on each line. It may be called off at any time; what was answered is kept. */
        post: operations["moderate_lines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moderations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** `POST /v1/moderations` */
        post: operations["openai_moderations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version, the newest first, and which one is in force. */
        get: operations["list_policies"];
        put?: never;
        /** Checks a policy and stores it as the next version; on demand it holds at once. */
        post: operations["store_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version, with its text. */
        get: operations["get_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}/put-in-force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a stored version hold from now on, an older one, too. */
        post: operations["put_policy_in_force"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits, the most urgent first. */
        get: operations["list_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claims items, so that no two people take the same one. */
        post: operations["claim_items"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/closed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What reviewers decided, the latest first. */
        get: operations["list_closed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides about many items alike: the copies of a campaign. Each is decided for itself, and some may not be. */
        post: operations["decide_items"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/{id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets a decision wait for a reviewer because somebody appeals against it, whether a reviewer or a policy made it. What the
         *     reviewer decides takes back what was decided before.
         */
        post: operations["appeal_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides about an item. What was decided before can be decided again: the later decision takes the earlier one back. */
        post: operations["decide_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves an item to another reviewer, who sees it before others. It is not given to the same reviewer again. */
        post: operations["escalate_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an item back. */
        post: operations["release_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets an item wait again that was decided by mistake. What the decision did to the author's standing is taken back by the
         *     next one.
         */
        post: operations["reopen_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is in a text, or in each of many: an object or an array in, the same out. */
        post: operations["score_texts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which models answer for this tenant, and what was noticed about them. */
        get: operations["get_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status/models/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the configuration and the models' folders again. Changes nothing if something in them is wrong. */
        post: operations["reload_models"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be decided about a text. */
        post: operations["try_text"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every endpoint of the tenant, and what it may be told. */
        get: operations["list_webhooks"];
        put?: never;
        /** Makes an endpoint. Its secret is told now and never again. */
        post: operations["make_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint, and how much waits for it. */
        get: operations["get_webhook"];
        put?: never;
        post?: never;
        /** Removes an endpoint, and everything that was for it. */
        delete: operations["remove_webhook"];
        options?: never;
        head?: never;
        /** Changes an endpoint. */
        patch: operations["change_webhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to an endpoint and what waits, the newest first. */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery, with what is sent. */
        get: operations["get_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends one delivery again, whatever became of it. The receiver can tell by its id that it is the same. */
        post: operations["replay_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends everything again that was given up. */
        post: operations["replay_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the secret of an endpoint. The new one is told now and never again. */
        post: operations["rotate_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event of the type `webhook.test` once, at once, whether the endpoint is enabled or not; tells what came of it. */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1alpha1/comments:analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scores a comment
         * @description Answered at `/v1alpha1/{method}`, with a colon that may come as `%3A`.
         */
        post: operations["analyze_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1alpha1/comments:suggestscore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes feedback about scores
         * @description It is kept beside what the model says, for `GET /v1/feedback`, unless the request says `doNotStore`.
         */
        post: operations["suggest_score"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What should happen with a content.
         * @enum {string}
         */
        Action: "allow" | "support" | "review" | "hold" | "remove";
        /** @description The service is alive. */
        Alive: {
            /** @description `ok` */
            status: string;
        };
        /** @description An answer of Perspective's. */
        AnalyzeAnswer: {
            /** @description By attribute; absent if nothing is left to say. */
            attributeScores?: {
                [key: string]: components["schemas"]["AttributeScores"];
            };
            /** @description As it came. */
            clientToken?: string;
            /** @description The languages that were found. */
            detectedLanguages: string[];
            /** @description What Koko says besides. */
            koko: components["schemas"]["AnalyzeExtras"];
            /** @description The languages that were used. */
            languages: string[];
        };
        /** @description What Koko says besides. */
        AnalyzeExtras: {
            /** @description What stands behind the answer. */
            ids: components["schemas"]["Ids"];
            /** @description Fields that nobody reads. */
            ignored: string[];
            /** @description A calibrated probability for each label. */
            labels: {
                [key: string]: number;
            } | null;
            lane: components["schemas"]["Lane"] | null;
            /** @description Attributes that are not there. */
            not_evaluated: string[];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        };
        /**
         * @description A request of Perspective's. Names may also be written in snake_case, and other fields are ignored.
         * @example {
         *       "comment": {
         *         "text": "what a lovely garden"
         *       },
         *       "requestedAttributes": {
         *         "TOXICITY": {}
         *       }
         *     }
         */
        AnalyzeRequest: {
            /** @description Comes back with the answer. */
            clientToken?: string | null;
            /** @description What was written. */
            comment: components["schemas"]["Comment"];
            /** @description Accepted, and not used. */
            communityId?: string | null;
            /** @description Nothing is stored anyway. */
            doNotStore?: boolean | null;
            /** @description Whether attributes that are not there are left out, instead of the whole request being refused. */
            dropUnsupportedAttributes?: boolean | null;
            languages?: components["schemas"]["Languages"] | null;
            /** @description `TOXICITY`, `SEVERE_TOXICITY`, `IDENTITY_ATTACK`, `INSULT`, `PROFANITY`, `THREAT`, `SEXUALLY_EXPLICIT`, … */
            requestedAttributes: {
                [key: string]: components["schemas"]["RequestedAttribute"];
            };
            /** @description Accepted, and not used. */
            sessionId?: string | null;
            /** @description Whether each sentence is scored, too. */
            spanAnnotations?: boolean | null;
        };
        /** @description What an object is answered with, and what an array is. */
        Answers_Moderated: {
            /** @description What should happen, and why. */
            decision: components["schemas"]["Decision"];
            /** @description Under which the decision is kept. */
            decision_id: string;
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description The words behind each label that was found. */
            spans: components["schemas"]["Span"][];
            standing: components["schemas"]["Standing"] | null;
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        } | components["schemas"]["Line_Moderated"][];
        /** @description What an object is answered with, and what an array is. */
        Answers_Recorded: {
            /** @description Whether it changed the record. Not if it was counted before. */
            counted: boolean;
            /** @description It looks like one that was seen within a day or two, too long ago to be sure; so it was not counted. */
            possible_duplicate: boolean;
            /** @description Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts. */
            receipt: string | null;
            /** @description How the author stands after it. */
            standing: components["schemas"]["Standing"];
        } | components["schemas"]["Line_Recorded"][];
        /** @description What an object is answered with, and what an array is. */
        Answers_Scored: {
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        } | components["schemas"]["Line_Scored"][];
        /** @description What somebody says against a decision. */
        Appeal: {
            /** @description In their own words. */
            appeal: string;
        };
        /**
         * @description What became of an appeal.
         * @enum {string}
         */
        AppealOutcome: "pending" | "confirmed" | "overturned";
        /** @description A decision was appealed. */
        Appealed: {
            /**
             * Format: int64
             * @description When, in seconds since 1970.
             */
            at: number;
            /** @description Whose; only to name them in the answer. */
            author?: string | null;
            /** @description Which kind of event this is. */
            event: components["schemas"]["IsAppealed"];
            /** @description Which decision. */
            id: string;
            /** @description What became of it. */
            outcome: components["schemas"]["AppealOutcome"];
            /**
             * Format: int64
             * @description Its new version.
             */
            version: number;
        };
        /** @description An attempt to deliver. */
        Attempt: {
            /**
             * Format: int64
             * @description When.
             */
            at_ms: number;
            /** @description Why there was no answer. */
            failure: string | null;
            /**
             * Format: int64
             * @description What the receiver answered.
             */
            status: number | null;
            /** @description The same for people. */
            what: string | null;
        };
        /** @description The scores of an attribute. */
        AttributeScores: {
            /** @description Of each sentence, or of the whole. */
            spanScores: components["schemas"]["SpanScore"][];
            /** @description Of the whole. */
            summaryScore: components["schemas"]["Score"];
        };
        /** @description An entry of the audit log. */
        AuditEntry: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970.
             */
            at: number;
            /** @description The digest of the entry before; zeros before the first. */
            before: string;
            /** @description More about it, as JSON in a string: the digest is of these bytes. */
            details: string;
            /** @description What: `key.made`, `policy.put_in_force`, … */
            did: string;
            /** @description The digest of this one. */
            digest: string;
            /**
             * Format: int64
             * @description 1, 2, 3, … for all tenants together.
             */
            number: number;
            /** @description To what. */
            subject: string;
            /** @description For whom. */
            tenant: string;
            /** @description Who did it: the name of a key, or `command line`. */
            who: string;
        };
        /** @description Part of the audit log, the newest first. */
        AuditLog: {
            /** @description The entries. */
            entries: components["schemas"]["AuditEntry"][];
            /**
             * Format: int64
             * @description Ask for more with this as `before`; null at the end.
             */
            next: number | null;
        };
        /** @description Authors, those first who came into their band last. */
        Authors: {
            /** @description The authors. */
            authors: components["schemas"]["InBand"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
        };
        /**
         * @description How much an author is to be reckoned with.
         * @enum {string}
         */
        Band: "unknown" | "calm" | "watch" | "elevated" | "high";
        /** @description A model that answers for a share of the contents. */
        Canary: {
            /** @description Which model. */
            bundle: string;
            /**
             * Format: double
             * @description From 0 to 1.
             */
            share: number;
        };
        /** @description What is to be different about an endpoint. */
        Change: {
            description?: string | null;
            /** @description One that is enabled again is sent what waits for it. */
            enabled?: boolean | null;
            events?: string[] | null;
            include_text?: boolean | null;
            url?: string | null;
        };
        /** @description Who claims, and what. */
        Claim: {
            /**
             * Format: int64
             * @description So many of those.
             */
            count?: number | null;
            /** @description These; without them the most urgent that nobody has. */
            ids?: string[];
            /** @description The reviewer. Whoever is signed in to the console leaves it out: it is them. */
            reviewer?: string;
            /**
             * Format: int64
             * @description For so long.
             */
            seconds?: number | null;
        };
        /** @description What was claimed. */
        Claimed: {
            /** @description What the reviewer has now. */
            items: components["schemas"]["Item"][];
            /** @description What others have, or nobody knows. */
            not_claimed: string[];
        };
        /** @description What was decided by reviewers, the latest first. */
        Closed: {
            /** @description The items. */
            items: components["schemas"]["Item"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
        };
        /** @description How many examples of a label there are. */
        CollectedExamples: {
            /** @description Its name. */
            label: string;
            /**
             * Format: int64
             * @description That it is not true of.
             */
            negatives: number;
            /**
             * Format: int64
             * @description That the label is true of.
             */
            positives: number;
        };
        /** @description What was written. */
        Comment: {
            /** @description The text, up to 20 KiB. */
            text: string;
            type?: components["schemas"]["CommentKind"] | null;
        };
        /**
         * @description How a comment is written.
         * @enum {string}
         */
        CommentKind: "PLAIN_TEXT" | "TEXT_TYPE_UNSPECIFIED";
        /** @description What several authors have in common. */
        Common: {
            /** @description Those of the latest decisions, with most of them first. */
            authors: components["schemas"]["Member"][];
            /** @description The latest decisions, the newest first. */
            decisions: components["schemas"]["Together"][];
            /**
             * Format: int64
             * @description How many authors.
             */
            every_author: number;
            /**
             * Format: int64
             * @description Since when, in milliseconds since 1970.
             */
            since_ms: number;
        };
        /** @description Who does the same as an author, within a week. */
        Company: {
            /** @description Texts that others post, too, those with most authors first. */
            campaigns: components["schemas"]["Common"][];
            /** @description Accounts that several address with what is not allowed. */
            raids: components["schemas"]["Raid"][];
        };
        /** @description A score that was suggested, beside the model's. */
        ComparedScore: {
            /**
             * Format: double
             * @description What the model said; null where it says nothing of this attribute.
             */
            scored: number | null;
            /**
             * Format: double
             * @description What it should have been.
             */
            suggested: number;
        };
        /**
         * @description A content, and what is known about it. Other fields are ignored.
         * @example {
         *       "id": "c17",
         *       "text": "you silly goose",
         *       "author": "rook_9",
         *       "community": "gardening",
         *       "target": "wren"
         *     }
         */
        ContentRecord: {
            /**
             * Format: int64
             * @description When it was written, in whole seconds since 1970; now without it.
             */
            at?: number | null;
            /** @description Who wrote it, 1 to 128 bytes. Without an author nobody gets a standing. */
            author?: string | null;
            /** @description Where it was written; the policy may have other rules there. */
            community?: string | null;
            id?: components["schemas"]["Id"] | null;
            parent?: components["schemas"]["Id"] | null;
            /** @description What kind of place that is, as the policy names it. */
            surface?: string | null;
            /** @description Who is answered or addressed. */
            target?: string | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        };
        /** @description What a reviewer decided, and why. */
        Decide: {
            family?: components["schemas"]["Family"] | null;
            note?: string | null;
            outcome: components["schemas"]["Outcome"];
            /** @description The reviewer. Whoever is signed in to the console leaves it out: it is them. */
            reviewer?: string;
        };
        /** @description The same decision about many items. */
        DecideMany: {
            family?: components["schemas"]["Family"] | null;
            /** @description Which. */
            ids: string[];
            note?: string | null;
            outcome: components["schemas"]["Outcome"];
            /** @description The reviewer: needed unless somebody is signed in. */
            reviewer?: string | null;
        };
        /** @description What a reviewer decided. */
        Decided: {
            /** @description The item as it is now. */
            item: components["schemas"]["Item"];
            standing: components["schemas"]["Standing"] | null;
        };
        /** @description What should happen with a content, and why. */
        Decision: {
            /** @description The strictest action among the reasons; allow without any. */
            action: components["schemas"]["Action"];
            /** @description What made the decision. */
            ids: components["schemas"]["Ids"];
            /** @description The rules that held, the strictest first. */
            reasons: components["schemas"]["Reason"][];
        };
        /** @description A decision, or its id. */
        DecisionOrId: string | components["schemas"]["WholeDecision"];
        /** @description Decisions, the newest first. */
        Decisions: {
            /** @description The decisions. */
            decisions: components["schemas"]["Listed"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
        };
        /** @description Deliveries, the newest first. */
        Deliveries: {
            /** @description The deliveries. */
            deliveries: components["schemas"]["Delivery"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
        };
        /** @description Something that is to be told. Times are in milliseconds since 1970. */
        Delivery: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /** @description What happened. */
            event: string;
            /** @description Its id, also that of the message. */
            id: string;
            last: components["schemas"]["Attempt"] | null;
            /**
             * Format: int64
             * @description When it was made.
             */
            made_at_ms: number;
            /**
             * Format: int64
             * @description When it is tried next.
             */
            next_attempt_at_ms: number | null;
            /** @description What became of it. */
            state: components["schemas"]["DeliveryState"];
        };
        /**
         * @description What became of a delivery.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "dead";
        /** @description A decision that would come out differently. */
        Difference: components["schemas"]["Kept"] & {
            /** @description What would be decided. */
            would_be: components["schemas"]["WouldBe"];
        };
        /** @description Why an endpoint is sent nothing. */
        Disabled: {
            /**
             * Format: int64
             * @description Since when.
             */
            at_ms: number;
            /** @description It was done by hand, the receiver said that it is gone, or nothing arrived for days. */
            because: string;
        };
        /** @description An endpoint of webhooks. Times are in milliseconds since 1970. */
        Endpoint: {
            /**
             * Format: int64
             * @description When something arrived last.
             */
            delivered_at_ms: number | null;
            /** @description In the words of whoever made it. */
            description: string;
            disabled: components["schemas"]["Disabled"] | null;
            /** @description Whether it is sent anything. */
            enabled: boolean;
            /** @description What it is told: `decision.made`, `decision.changed`, … */
            events: string[];
            /**
             * Format: int64
             * @description Since when nothing has.
             */
            failing_since_ms: number | null;
            /**
             * Format: int64
             * @description How often in a row.
             */
            failures: number;
            /** @description Its id. */
            id: string;
            /** @description Whether texts are sent along. */
            include_text: boolean;
            /**
             * Format: int64
             * @description When it was made.
             */
            made_at_ms: number;
            /**
             * Format: int64
             * @description Until when nothing is tried.
             */
            paused_until_ms: number | null;
            /** @description Where it is told. */
            url: string;
        };
        /** @description Endpoints. */
        Endpoints: {
            /** @description All of the tenant. */
            endpoints: components["schemas"]["Endpoint"][];
            /** @description What an endpoint may be told. */
            events: string[];
        };
        /** @description What happened, and what to do. */
        ErrorDetail: {
            /**
             * @description Few, and stable: `bad_input`, `text_too_long`, `unauthorized`, `forbidden`, `not_found`, `conflict`, `rate_limited`,
             *     `quota_used`, `overloaded`, `deadline_exceeded`, …
             */
            kind: string;
            /** @description For people. */
            message: string;
            /**
             * Format: int64
             * @description When a new try has a chance, in milliseconds.
             */
            retry_after_ms?: number;
        };
        /** @description Who leaves an item to somebody else, and why. */
        Escalate: {
            note?: string | null;
            /** @description The reviewer: needed unless somebody is signed in. */
            reviewer?: string | null;
        };
        /**
         * @description Something that an author did or that happened to them.
         * @example {
         *       "event": "flagged",
         *       "id": "f4",
         *       "author": "rook_9",
         *       "reporter": "wren",
         *       "at": 1794355200,
         *       "family": "harassment"
         *     }
         */
        Event: components["schemas"]["Posted"] | components["schemas"]["Flagged"] | components["schemas"]["ModeratedElsewhere"] | components["schemas"]["Appealed"];
        /** @description Which words drove the scores of a text. */
        Explained: {
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
            /** @description The words, in the order of the text. */
            words: components["schemas"]["Word"][];
        };
        /** @description Everything that is stored about an author. Without a record of the author, the decisions alone. */
        Export: {
            /** @description Every decision about what they wrote, with everything that is kept of it. */
            decisions: components["schemas"]["WholeDecision"][];
            /**
             * Format: int64
             * @description When the account was made, if that is known, else the first event; in seconds since 1970.
             */
            first_seen?: number | null;
            /**
             * Format: int64
             * @description When the record is forgotten if nothing happens.
             */
            kept_until?: number;
            /**
             * Format: int64
             * @description When something last happened.
             */
            last_event?: number;
            /**
             * Format: int64
             * @description Receipts that are kept of them.
             */
            receipts?: number;
            /** @description The record itself, in hexadecimal digits. */
            record?: string;
            /** @description How they stand now, with the reasons. */
            standing?: components["schemas"]["Standing"];
            /** @description Every number of the record as it reads now, by its name. */
            sums?: {
                [key: string]: number;
            };
        };
        /**
         * @description A kind of abuse.
         * @enum {string}
         */
        Family: "harassment" | "hate" | "sexual" | "violence" | "spam" | "manipulation";
        /** @description What somebody says that the scores of a text should have been. */
        Feedback: {
            /**
             * Format: int64
             * @description When it came, in milliseconds since 1970.
             */
            at_ms: number;
            /** @description Who says so. */
            by: string;
            /** @description Where it was written; null if the client did not say. */
            community: string | null;
            /** @description Its id. */
            id: string;
            /** @description The same by Koko's label, for those that stand for one: what the scores should have been. */
            labels: {
                [key: string]: number;
            };
            /** @description The model that had scored. */
            model: string;
            /** @description By Perspective's attribute. */
            scores: {
                [key: string]: components["schemas"]["ComparedScore"];
            };
            /** @description The text; null where texts are not kept. */
            text: string | null;
        };
        /** @description Feedback, the newest first. */
        FeedbackList: {
            /** @description What was said. */
            feedback: components["schemas"]["Feedback"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
        };
        /** @description What is submitted. What is absent is not said. */
        Fields: {
            /** @default null */
            account_type: string | null;
            /** @default null */
            application_date: string | null;
            /** @default null */
            automated_decision: string | null;
            /** @default null */
            automated_detection: string | null;
            /** @default null */
            category: string | null;
            /** @default null */
            category_addition: string[] | null;
            /** @default null */
            category_specification: string[] | null;
            /** @default null */
            category_specification_other: string | null;
            /** @default null */
            content_date: string | null;
            /** @default null */
            content_language: string | null;
            /** @default null */
            content_type: string[] | null;
            /** @default null */
            content_type_other: string | null;
            /** @default null */
            decision_account: string | null;
            /** @default null */
            decision_facts: string | null;
            /** @default null */
            decision_ground: string | null;
            /** @default null */
            decision_ground_reference_url: string | null;
            /** @default null */
            decision_monetary: string | null;
            /** @default null */
            decision_monetary_other: string | null;
            /** @default null */
            decision_provision: string | null;
            /** @default null */
            decision_visibility: string[] | null;
            /** @default null */
            decision_visibility_other: string | null;
            /** @default null */
            end_date_account_restriction: string | null;
            /** @default null */
            end_date_monetary_restriction: string | null;
            /** @default null */
            end_date_service_restriction: string | null;
            /** @default null */
            end_date_visibility_restriction: string | null;
            /** @default null */
            illegal_content_explanation: string | null;
            /** @default null */
            illegal_content_legal_ground: string | null;
            /** @default null */
            incompatible_content_explanation: string | null;
            /** @default null */
            incompatible_content_ground: string | null;
            /** @default null */
            incompatible_content_illegal: string | null;
            /** @default null */
            puid: string | null;
            /** @default null */
            source_identity: string | null;
            /** @default null */
            source_type: string | null;
            /** @default null */
            territorial_scope: string[] | null;
        };
        /** @description One reason for a standing. */
        Finding: {
            /** @description The same for people. */
            because: string;
            /**
             * Format: int32
             * @description What it adds to the total, in thousandths of a nat of log-odds.
             */
            contribution_mn: number;
            /** @description For which kind of abuse. */
            family: components["schemas"]["Family"];
            /** @description The numbers it came from, by their names. */
            inputs: Record<string, never>;
            /** @description Which signal: `harmful_share`, `severe_harm`, `past_actions`, `targeting`, `posting_burst`, … */
            signal: string;
        };
        /** @description Somebody reported somebody. */
        Flagged: {
            /**
             * Format: int64
             * @description When, in seconds since 1970.
             */
            at: number;
            /** @description Who is reported. */
            author: string;
            /** @description Where. */
            community?: string | null;
            /** @description Which kind of event this is. */
            event: components["schemas"]["IsFlagged"];
            family?: components["schemas"]["Family"] | null;
            /** @description Names the report: the same one twice counts once. */
            id: string;
            /** @description For which post. */
            post?: string | null;
            /** @description Who reports. */
            reporter: string;
        };
        /** @description What was erased. */
        Forgotten: {
            /**
             * Format: int64
             * @description How many decisions were erased.
             */
            decisions: number;
            /** @description Whether anything was known of the author. */
            forgotten: boolean;
        };
        /** @description What is wrong, in Google's words. */
        GoogleError: {
            /**
             * Format: int32
             * @description The status of the answer again.
             */
            code: number;
            /** @description The first says what exactly. */
            details?: Record<string, never>[];
            /** @description What happened, and what to do. */
            message: string;
            /** @description `INVALID_ARGUMENT`, `UNAVAILABLE`, … */
            status: string;
        };
        /** @description An error of Google's. */
        GoogleRefused: {
            /** @description What is wrong. */
            error: components["schemas"]["GoogleError"];
        };
        /**
         * @description How bad it was, in a moderator's eyes.
         * @enum {string}
         */
        Grade: "mild" | "normal" | "severe";
        /** @description The id of a content: a string of 1 to 128 bytes, or a whole number. It comes back as it was written. */
        Id: components["schemas"]["Name"] | components["schemas"]["WholeNumber"];
        /** @description Which model, policy and normalizer stand behind an answer: `<name>@blake3:<64 hexadecimal digits>`. */
        Ids: {
            /** @description The model. */
            model: string;
            /** @description What prepares texts for the model. */
            normalizer: string;
            /** @description The policy. */
            policy: string;
            /** @description Labels that were taught to it. */
            taught: string[];
            /** @description The version of Koko. */
            version: string;
        };
        /** @description An author, and the band in which they stand. */
        InBand: {
            /** @description Their name; null where it is not known any more. */
            author: string | null;
            /** @description In words. */
            band: components["schemas"]["Band"];
            /**
             * Format: int64
             * @description Decisions about what they wrote.
             */
            decisions: number;
            /** @description The latest of these. */
            last_decision_id: string | null;
            /**
             * Format: int64
             * @description Since when, in milliseconds since 1970.
             */
            since_ms: number;
        };
        /** @description A model that is installed. */
        Installed: {
            /** @description Its id. */
            id: string;
            /** @description What runs where, in words. */
            runs: string;
        };
        /**
         * @description `appealed`
         * @enum {string}
         */
        IsAppealed: "appealed";
        /**
         * @description `flagged`
         * @enum {string}
         */
        IsFlagged: "flagged";
        /**
         * @description `moderated`
         * @enum {string}
         */
        IsModerated: "moderated";
        /**
         * @description `posted`
         * @enum {string}
         */
        IsPosted: "posted";
        /** @description A statement to be issued. */
        Issue: {
            /** @description The last statement about the decision, if there is one. */
            corrects?: string | null;
            /** @description What is to be said instead of what the decision suggests, or beside it. */
            submission?: components["schemas"]["Fields"];
        };
        /** @description A statement that was issued. */
        IssuedStatement: {
            /** @description The statement that it corrects. */
            corrects: string | null;
            /** @description The decision that it is about. */
            decision_id: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970.
             */
            issued_at_ms: number;
            /** @description The key with which it was issued. */
            issued_by: string;
            /** @description What stands behind it. */
            koko: Record<string, never>;
            /** @description Whether it says that nothing is restricted any more. */
            lifts_restriction: boolean;
            /** @description What the author may do about it. */
            redress: components["schemas"]["Redress"];
            /** @description Its id. */
            statement_id: string;
            /** @description What is submitted, with the names of the DSA Transparency Database. */
            submission: Record<string, never>;
            /**
             * Format: int64
             * @description 1, 2, 3, …
             */
            version: number;
        };
        /** @description Something that waits for a reviewer, or waited. Times are in milliseconds since 1970. */
        Item: {
            /** @description What they said. */
            appeal: string | null;
            /**
             * Format: int64
             * @description When somebody appealed against the decision.
             */
            appealed_at: number | null;
            /** @description Who is looking at it. */
            claimed_by: string | null;
            /**
             * Format: int64
             * @description Until when.
             */
            claimed_until: number;
            /**
             * Format: int64
             * @description When it was closed.
             */
            closed_at: number | null;
            /** @description By whom. */
            closed_by: string | null;
            /** @description The decision that a reviewer should look at; in the answer to a decision its id alone. */
            decision: components["schemas"]["DecisionOrId"];
            /**
             * Format: int64
             * @description When a reviewer left it to somebody else.
             */
            escalated_at: number | null;
            /** @description Which reviewer. */
            escalated_by: string | null;
            /** @description And why. */
            escalated_note: string | null;
            /** @description The id of the decision. */
            id?: string;
            /** @description What they noted. */
            note: string | null;
            /**
             * Format: int64
             * @description Since when it waits.
             */
            opened_at: number;
            outcome: components["schemas"]["Outcome"] | null;
            /**
             * Format: double
             * @description Where it stands in the queue: the highest first.
             */
            rank: number;
            /**
             * Format: int64
             * @description How often it was decided.
             */
            version: number;
        };
        /** @description A decision, as a list shows it. Times are in milliseconds since 1970. */
        Kept: {
            /** @description What should happen. */
            action: components["schemas"]["Action"];
            /**
             * Format: int64
             * @description When it was made.
             */
            at_ms: number;
            /** @description How the author stood. */
            band: components["schemas"]["Band"];
            /**
             * Format: int64
             * @description When they did.
             */
            changed_at_ms: number | null;
            changed_to: components["schemas"]["Outcome"] | null;
            /** @description Where it was written; empty if nobody said. */
            community: string | null;
            /** @description The caller's own id of the content. */
            content: string | null;
            /** @description Its id. */
            decision_id: string;
            /** @description The labels that were found. */
            labels: string[];
            /** @description What read it. */
            model: string;
            /** @description What decided. */
            policy: string;
        };
        /**
         * @description What somebody did when they posted.
         * @enum {string}
         */
        Kind: "post" | "comment" | "edit" | "message" | "repost" | "quote" | "share";
        /** @description An example of a label. */
        LabelExample: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970.
             */
            at_ms: number;
            /** @description Who put it aside. */
            by: string;
            /** @description The decision about it; null if it was no content. */
            decision_id: string | null;
            /** @description Its id. */
            id: string;
            /** @description Whether the label is true of it. */
            positive: boolean;
            /** @description The text. */
            text: string;
        };
        /** @description Examples of a label, the newest first. */
        LabelExamples: {
            /** @description The examples. */
            examples: components["schemas"]["LabelExample"][];
        };
        /** @description A label was put in force, or taken out. */
        LabelInForce: {
            /** @description Its id. */
            id?: string;
            /** @description Whether it holds from now on. */
            in_force: boolean;
            /** @description Its name. */
            label: string;
            /**
             * Format: int64
             * @description Its version.
             */
            version?: number;
        };
        /** @description A label and its versions. */
        LabelVersions: {
            /** @description Its name. */
            label: string;
            /** @description All that were stored, the newest first. */
            versions: components["schemas"]["StoredVersion"][];
        };
        /** @description Labels that were taught. */
        Labels: {
            /** @description Examples that were put aside, by label. */
            collected: components["schemas"]["CollectedExamples"][];
            /** @description The ids of those that hold. */
            in_force: string[];
            /** @description All. */
            labels: components["schemas"]["LabelVersions"][];
        };
        /**
         * @description Which model answered.
         * @enum {string}
         */
        Lane: "full" | "fast";
        /** @description One language, or several. */
        Languages: string | string[];
        /** @description An answer, or why there is none. */
        Line_Moderated: {
            /** @description What should happen, and why. */
            decision: components["schemas"]["Decision"];
            /** @description Under which the decision is kept. */
            decision_id: string;
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description The words behind each label that was found. */
            spans: components["schemas"]["Span"][];
            standing: components["schemas"]["Standing"] | null;
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        } | components["schemas"]["NotAnswered"];
        /** @description An answer, or why there is none. */
        Line_Recorded: {
            /** @description Whether it changed the record. Not if it was counted before. */
            counted: boolean;
            /** @description It looks like one that was seen within a day or two, too long ago to be sure; so it was not counted. */
            possible_duplicate: boolean;
            /** @description Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts. */
            receipt: string | null;
            /** @description How the author stands after it. */
            standing: components["schemas"]["Standing"];
        } | components["schemas"]["NotAnswered"];
        /** @description An answer, or why there is none. */
        Line_Scored: {
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        } | components["schemas"]["NotAnswered"];
        /** @description A decision in a list that was asked for texts. */
        Listed: components["schemas"]["Kept"] & {
            /** @description Who wrote it, if texts were asked for; null where it is not known. */
            author?: string | null;
            /** @description What was written, if texts were asked for; null where it was not kept. */
            text?: string | null;
        };
        /** @description An endpoint that was made. */
        MadeEndpoint: components["schemas"]["Endpoint"] & {
            /** @description With which its messages are signed (`whsec_…`). It is told now and never again. */
            secret: string;
        };
        /** @description What became of many items. */
        ManyDecided: {
            /** @description The ids of those that are decided. */
            decided: string[];
            /** @description Those that are not, and why. */
            not_decided: components["schemas"]["NotDecided"][];
        };
        /** @description What was measured. */
        Measured: {
            /**
             * Format: int64
             * @description How much time is between two looks, in milliseconds.
             */
            every_ms: number;
            /** @description By name and labels, as Prometheus writes them; null where a series was not there yet. */
            series: {
                [key: string]: (number | null)[];
            };
            /** @description When, in milliseconds since 1970, oldest first. */
            times_ms: number[];
        };
        /** @description Somebody who takes part. */
        Member: {
            /** @description Their name; null where it is not known any more. */
            author: string | null;
            /**
             * Format: int64
             * @description With so many of these decisions.
             */
            decisions: number;
        };
        /** @description A model. */
        ModelEntry: {
            /**
             * Format: int64
             * @description 0
             */
            created: number;
            /** @description Its id. */
            id: string;
            /** @description `model` */
            object: string;
            /** @description `koko` */
            owned_by: string;
        };
        /** @description The models, in the shape of OpenAI's list. */
        ModelList: {
            /** @description The models. */
            data: components["schemas"]["ModelEntry"][];
            /** @description `list` */
            object: string;
        };
        /** @description Which models answer, and what was noticed about them. */
        Models: {
            canary: components["schemas"]["Canary"] | null;
            /** @description What the fast lane may clear: `off`, `balanced` or `max`. */
            cascade: string;
            /** @description What the shadow would have said differently. */
            disagreement: Record<string, never>[];
            /** @description How far scores have moved, for each model. */
            drift: Record<string, never>[];
            /** @description All that run. */
            installed: components["schemas"]["Installed"][];
            /** @description The one for whoever asks for none. */
            pinned: string;
            /** @description The one that reads everything, too, and decides nothing. */
            shadow: string | null;
        };
        /** @description What is in a content, how its author stands, and what should happen. */
        Moderated: {
            /** @description What should happen, and why. */
            decision: components["schemas"]["Decision"];
            /** @description Under which the decision is kept. */
            decision_id: string;
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description The words behind each label that was found. */
            spans: components["schemas"]["Span"][];
            standing: components["schemas"]["Standing"] | null;
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        };
        /** @description A moderator decided about an author, elsewhere than in the queue. */
        ModeratedElsewhere: {
            /**
             * Format: int64
             * @description When, in seconds since 1970.
             */
            at: number;
            /** @description About whom. */
            author: string;
            /** @description Which kind of event this is. */
            event: components["schemas"]["IsModerated"];
            /** @description For what. */
            family: components["schemas"]["Family"];
            /** @description Names the decision. */
            id: string;
            /** @description By whom. */
            moderator: string;
            /** @description What was decided. */
            outcome: components["schemas"]["Outcome"];
            /** @description The id of the post. Finds its reporters, and its receipt where the policy keeps receipts. */
            post?: string | null;
            /** @description The receipt of the post, so that its blame can be taken back exactly if it was fine. */
            receipt?: string | null;
            /** @description How bad it was; `normal` without it. */
            severity?: components["schemas"]["Grade"];
            /**
             * Format: int64
             * @description Which version of it; a lower one than was seen changes nothing.
             */
            version?: number;
        };
        /** @description An answer of OpenAI's moderation. */
        ModerationAnswer: {
            /** @description `modr-…` */
            id: string;
            /** @description The model that read. */
            model: string;
            /** @description One for each text. */
            results: components["schemas"]["ModerationResult"][];
        };
        /** @description What Koko says besides. */
        ModerationExtras: {
            /** @description What stands behind the answer. */
            ids: components["schemas"]["Ids"];
            /** @description A calibrated probability for each label. */
            labels: {
                [key: string]: number;
            };
            /** @description Which model has read it: the full one, or the fast lane. */
            lane: components["schemas"]["Lane"];
            /** @description Categories for which Koko has no label. */
            not_evaluated: string[];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        };
        /** @description What is to be read. */
        ModerationInput: string | string[] | components["schemas"]["ModerationPart"][];
        /** @description A part of a text. */
        ModerationPart: {
            /** @description What was written. */
            text: string;
            /** @description What kind of part. */
            type: components["schemas"]["PartKind"];
        };
        /**
         * @description A request of OpenAI's moderation.
         * @example {
         *       "input": "what a lovely garden",
         *       "model": "omni-moderation-latest"
         *     }
         */
        ModerationRequest: {
            /** @description A text, several texts, or the parts of one. */
            input: components["schemas"]["ModerationInput"];
            /** @description The model; OpenAI's own names mean the one that runs. */
            model?: string | null;
        };
        /** @description What is in a text, in OpenAI's categories. */
        ModerationResult: {
            /** @description By category. */
            categories: {
                [key: string]: boolean;
            };
            /** @description By category: `["text"]`, or nothing where Koko has no label for it. */
            category_applied_input_types: {
                [key: string]: string[];
            };
            /** @description By category, 0 to 1. */
            category_scores: {
                [key: string]: number;
            };
            /** @description Whether any category is true. */
            flagged: boolean;
            /** @description What Koko says besides. */
            koko: components["schemas"]["ModerationExtras"];
        };
        /** @description A decision about what an author wrote, and how they stood then. */
        Moment: components["schemas"]["Kept"] & {
            standing: components["schemas"]["Standing"] | null;
        };
        Name: string;
        /** @description An endpoint to be made. */
        NewEndpoint: {
            description?: string;
            /** @description What it wants to be told. */
            events: string[];
            /** @description Whether texts are sent along. */
            include_text?: boolean;
            /** @description One that the receiver has already; without it, a new one is made. */
            secret?: string | null;
            url: string;
        };
        /** @description A text, and whether the label is true of it. */
        NewExample: {
            /** @description A decision whose text was kept. */
            decision_id?: string | null;
            /** @description Whether the label is true of it. */
            positive: boolean;
            /** @description A text instead. */
            text?: string | null;
        };
        /** @description A policy to be stored. */
        NewPolicy: {
            /** @description Why it was made. */
            note?: string;
            /** @description Whether it holds from now on. */
            put_in_force?: boolean;
            /** @description The text of the file. */
            source: string;
        };
        /** @description In the place of an answer: why there is none for this one. The others are answered. */
        NotAnswered: {
            /** @description Why. */
            error: components["schemas"]["ErrorDetail"];
            /** @description The id of what was asked about. */
            id?: components["schemas"]["WrittenId"];
        };
        /** @description An item that was not decided. */
        NotDecided: {
            /** @description Why. */
            error: components["schemas"]["ErrorDetail"];
            /** @description Its id. */
            id: string;
        };
        /** @description One of something, or many: an object gets an object, an array an array with one line for each, in order. */
        OneOrMany_ContentRecord: {
            /**
             * Format: int64
             * @description When it was written, in whole seconds since 1970; now without it.
             */
            at?: number | null;
            /** @description Who wrote it, 1 to 128 bytes. Without an author nobody gets a standing. */
            author?: string | null;
            /** @description Where it was written; the policy may have other rules there. */
            community?: string | null;
            id?: components["schemas"]["Id"] | null;
            parent?: components["schemas"]["Id"] | null;
            /** @description What kind of place that is, as the policy names it. */
            surface?: string | null;
            /** @description Who is answered or addressed. */
            target?: string | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        } | {
            /**
             * Format: int64
             * @description When it was written, in whole seconds since 1970; now without it.
             */
            at?: number | null;
            /** @description Who wrote it, 1 to 128 bytes. Without an author nobody gets a standing. */
            author?: string | null;
            /** @description Where it was written; the policy may have other rules there. */
            community?: string | null;
            id?: components["schemas"]["Id"] | null;
            parent?: components["schemas"]["Id"] | null;
            /** @description What kind of place that is, as the policy names it. */
            surface?: string | null;
            /** @description Who is answered or addressed. */
            target?: string | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        }[];
        /** @description One of something, or many: an object gets an object, an array an array with one line for each, in order. */
        OneOrMany_Event: (components["schemas"]["Posted"] | components["schemas"]["Flagged"] | components["schemas"]["ModeratedElsewhere"] | components["schemas"]["Appealed"]) | (components["schemas"]["Posted"] | components["schemas"]["Flagged"] | components["schemas"]["ModeratedElsewhere"] | components["schemas"]["Appealed"])[];
        /** @description One of something, or many: an object gets an object, an array an array with one line for each, in order. */
        OneOrMany_TextRecord: {
            id?: components["schemas"]["Id"] | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        } | {
            id?: components["schemas"]["Id"] | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        }[];
        /** @description What is wrong, in OpenAI's words. */
        OpenAiError: {
            /** @description `missing_required_parameter`, `invalid_api_key`, … */
            code: string | null;
            /** @description What happened, and what to do. */
            message: string;
            /** @description Which field. */
            param: string | null;
            /** @description `invalid_request_error`, `requests`, `insufficient_quota`, `server_error`. */
            type: string;
        };
        /** @description An error of OpenAI's. */
        OpenAiRefused: {
            /** @description What is wrong. */
            error: components["schemas"]["OpenAiError"];
        };
        /**
         * @description What was decided.
         * @enum {string}
         */
        Outcome: "fine" | "warned" | "removed" | "suspended" | "banned";
        /**
         * @description A kind of part.
         * @enum {string}
         */
        PartKind: "text";
        /** @description A place in a text: the first, and one past the last. */
        Place: {
            /** @description In bytes of UTF-8. */
            bytes: number[];
            /** @description In Unicode scalar values, as Python counts. */
            chars: number[];
            /** @description In UTF-16 code units, as JavaScript, Java and C# count. */
            utf16: number[];
        };
        /** @description Policies. */
        Policies: {
            /** @description The one that holds. */
            in_force: components["schemas"]["PolicyInForce"];
            /** @description All that were stored, the newest first. */
            versions: components["schemas"]["StoredVersion"][];
        };
        /** @description The policy that holds. */
        PolicyInForce: {
            /** @description Its id. */
            id: string;
            /** @description Its text. */
            source: string;
            /**
             * Format: int64
             * @description Its version; null for the one that the service was started with.
             */
            version: number | null;
        };
        /** @description Somebody posted something. What is absent is unknown, never zero. */
        Posted: {
            /**
             * Format: int64
             * @description When the account was made, in seconds since 1970.
             */
            account_created_at?: number | null;
            /**
             * Format: int64
             * @description When, in seconds since 1970; at most half a year ago.
             */
            at: number;
            /** @description Who. */
            author: string;
            /** @description Where. */
            community?: string | null;
            /** @description The domains of the links in it; those in `text` are found without. */
            domains?: string[];
            /** @description Which kind of event this is. */
            event: components["schemas"]["IsPosted"];
            /** @description Names the event: the same one twice counts once. Without it, author, time, community and text name it. */
            id?: string | null;
            /** @description What was done; `post` without it. */
            kind?: components["schemas"]["Kind"];
            /** @description What is shared. */
            object?: string | null;
            /** @description What it answers. */
            parent?: string | null;
            /** @description What was found in the text: a probability for each label. */
            scores?: {
                [key: string]: number;
            };
            /** @description The account that is answered or addressed first. */
            target?: string | null;
            /** @description The text. A fingerprint of it and the domains of its links are made of it; it is never kept. */
            text?: string | null;
            /** @description In which conversation. */
            thread?: string | null;
            /** @description What is found once disguises are taken off, where `scores` are those of the text as it was written. */
            unmasked?: {
                [key: string]: number;
            };
        };
        /** @description How well a label was learnt, measured on examples that were left out. */
        Quality: Record<string, never> & {
            /**
             * Format: double
             * @description The probability that a positive scores higher than a negative; 0.5 is chance.
             */
            auc: number;
            /**
             * Format: int64
             * @description Different texts that it is not true of.
             */
            negatives: number;
            /**
             * Format: int64
             * @description Different texts that the label is true of.
             */
            positives: number;
        };
        /** @description What waits, the most urgent first. */
        Queue: {
            /** @description The first of them. */
            items: components["schemas"]["Item"][];
            /** @description Ask for more with this as `before`; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many wait.
             */
            waiting: number;
        };
        /** @description Several go for one account. */
        Raid: components["schemas"]["Common"] & {
            /** @description The account; null where its name is not known any more. */
            target: string | null;
        };
        /** @description Requests are welcome. */
        Ready: {
            /** @description The ids of the models. */
            models: string[];
            /** @description `ready` */
            status: string;
        };
        /** @description A rule that held. */
        Reason: {
            /** @description What the rule asks for. */
            action: components["schemas"]["Action"];
            /** @description Why, in the words of the policy. */
            because: string;
            /** @description The labels the rule looks at that were found. */
            labels: string[];
            /** @description The id of the rule. */
            rule: string;
        };
        /** @description What became of an event. */
        Recorded: {
            /** @description Whether it changed the record. Not if it was counted before. */
            counted: boolean;
            /** @description It looks like one that was seen within a day or two, too long ago to be sure; so it was not counted. */
            possible_duplicate: boolean;
            /** @description Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts. */
            receipt: string | null;
            /** @description How the author stands after it. */
            standing: components["schemas"]["Standing"];
        };
        /** @description What an author may do about a decision. */
        Redress: {
            /** @description Go to court. */
            court: string | null;
            /** @description Complain to whoever decided. */
            internal_complaint: string | null;
            /** @description Turn to somebody who settles disputes. */
            out_of_court: string | null;
        };
        /** @description Why there is no answer. */
        Refused: {
            /** @description Why. */
            error: components["schemas"]["ErrorDetail"];
        };
        /** @description Who gives an item back. */
        Release: {
            /** @description The reviewer. Whoever is signed in to the console leaves it out: it is them. */
            reviewer?: string;
        };
        /** @description An item was given back. */
        Released: {
            /** @description True. */
            released: boolean;
        };
        /** @description The models were read again. */
        Reloaded: {
            /** @description The ids of those that answer from now on. */
            models: string[];
        };
        /** @description An endpoint was removed, with everything that was for it. */
        Removed: {
            /** @description Its id. */
            id: string;
            /** @description True. */
            removed: boolean;
        };
        /** @description Under which rules decisions are made again. */
        Replay: {
            /** @description These decisions; without them the newest that fit. */
            ids?: string[];
            /** @description A model that reads the texts again, where they were kept. */
            model?: string | null;
            /** @description The text of a policy that nobody uses yet. */
            policy?: string | null;
            /**
             * Format: int64
             * @description The version of one that was stored.
             */
            policy_version?: number | null;
            /** @description Which. */
            search?: components["schemas"]["Search"];
        };
        /** @description What would have been decided. */
        Replayed: {
            /**
             * Format: int64
             * @description With another one.
             */
            changed: number;
            /** @description Some that would come out differently, the newest first. */
            changes: components["schemas"]["Difference"][];
            /**
             * Format: int64
             * @description Decisions that were made again.
             */
            decisions: number;
            /** @description Under which rules. */
            ids: components["schemas"]["Ids"];
            /**
             * Format: int64
             * @description Of these, so many with the same action.
             */
            same: number;
            /**
             * Format: int64
             * @description Not made again, because the text would have to be read and was not kept.
             */
            without_text: number;
        };
        /** @description What is wanted of an attribute. */
        RequestedAttribute: {
            /**
             * Format: double
             * @description A lower score is left out.
             */
            scoreThreshold?: number | null;
            scoreType?: components["schemas"]["ScoreType"] | null;
        };
        /** @description A secret was replaced. */
        Rotated: {
            /** @description The endpoint. */
            id: string;
            /**
             * Format: int64
             * @description Until when the old one signs, too; in milliseconds since 1970.
             */
            old_secrets_until_ms: number;
            /** @description The new secret. It is told now and never again. */
            secret: string;
        };
        /** @description How a secret is replaced. */
        Rotation: {
            /**
             * Format: int64
             * @description How long the old one signs on beside the new one; 0 for one that leaked.
             */
            overlap_seconds?: number | null;
            /** @description The new one; without it, one is made. */
            secret?: string | null;
        };
        /** @description A score. */
        Score: {
            /** @description `PROBABILITY` */
            type: string;
            /**
             * Format: double
             * @description From 0 to 1.
             */
            value: number;
        };
        /**
         * @description A kind of score.
         * @enum {string}
         */
        ScoreType: "PROBABILITY" | "SCORE_TYPE_UNSPECIFIED";
        /** @description What is in a text. */
        Scored: {
            /** @description The id of what was asked about. */
            id?: components["schemas"]["Id"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A calibrated probability for each label. */
            scores: components["schemas"]["Scores"];
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        };
        /**
         * @description A calibrated probability for each label: `toxicity`, `severe_toxicity`, `insult`, `profanity`, `threat`,
         *     `identity_attack`, `sexual`, `self_harm`, `violence`, `spam`, and those that were taught.
         */
        Scores: {
            [key: string]: number;
        };
        /** @description Which decisions are looked for. */
        Search: {
            action?: string | null;
            author?: string | null;
            before?: string | null;
            community?: string | null;
            content?: string | null;
            label?: string | null;
            /** Format: int64 */
            limit?: number | null;
            model?: string | null;
            /** @description What the contents answer, by the caller's own id of it. */
            parent?: string | null;
            policy?: string | null;
            /** Format: int64 */
            since?: number | null;
            /** @description With the author's name and the text of each, where they are kept: in lists. */
            texts?: boolean | null;
            /** Format: int64 */
            until?: number | null;
        };
        /** @description Deliveries are sent again. */
        SentAgain: {
            /**
             * Format: int64
             * @description How many.
             */
            replayed: number;
        };
        /** @description A place in the text without which a label would not have been found. */
        Span: {
            /** @description In bytes of UTF-8. */
            bytes: number[];
            /** @description In Unicode scalar values, as Python counts. */
            chars: number[];
            /** @description Which label. */
            label: string;
            /** @description In UTF-16 code units, as JavaScript, Java and C# count. */
            utf16: number[];
        };
        /** @description The score of a part of a comment. */
        SpanScore: {
            /**
             * Format: int64
             * @description The first UTF-16 code unit.
             */
            begin: number;
            /**
             * Format: int64
             * @description One past the last.
             */
            end: number;
            /** @description The score. */
            score: components["schemas"]["Score"];
        };
        /**
         * @description How an author stands in the family of abuse where they stand worst. Base and findings add up to the total, and
         *     `probability = sigmoid(total_mn / 1000)`.
         */
        Standing: {
            /**
             * Format: int64
             * @description The moment for which this holds, in seconds since 1970.
             */
            as_of: number;
            /** @description Whose standing. Not in a timeline. */
            author?: string;
            /** @description In words. */
            band: components["schemas"]["Band"];
            /**
             * Format: int32
             * @description Log-odds of the base rate, in thousandths of a nat.
             */
            base_mn: number;
            /** @description The calibration that was used. */
            calibration: string;
            /** @description Whether the store was away: this is what was known before, and what made it was not recorded. Send it again. */
            degraded: boolean;
            /**
             * Format: double
             * @description Effective posts in half a year, and three for each decision.
             */
            evidence: number;
            /** @description The probability in every family. */
            families: {
                [key: string]: number;
            };
            /** @description The family with the highest probability. */
            family: components["schemas"]["Family"];
            /** @description The reasons, largest first. */
            findings: components["schemas"]["Finding"][];
            /**
             * Format: double
             * @description The probability if three harmful posts arrived now.
             */
            high: number;
            /**
             * Format: double
             * @description The probability if three clean posts arrived now.
             */
            low: number;
            /**
             * Format: double
             * @description Below which share of all authors this one stands, 0 to 1; null until enough have been seen.
             */
            percentile: number | null;
            /** @description The policy whose numbers were used. */
            policy: string;
            /**
             * Format: double
             * @description The chance that a reviewer who sees the author's last 30 days would confirm abuse of this family, 0 to 1.
             */
            probability: number;
            /**
             * Format: int32
             * @description Base and findings.
             */
            total_mn: number;
        };
        /** @description What a decision suggests to state, and what was stated about it. */
        StatementDraft: {
            /** @description What would be submitted. */
            draft: Record<string, never>;
            /** @description The statements that were issued, the first one first. */
            issued: components["schemas"]["IssuedStatement"][];
            /** @description What stands behind it. */
            koko: Record<string, never>;
            /** @description Fields that nobody has filled in. */
            missing: string[];
            /** @description What the author may do about it. */
            redress: components["schemas"]["Redress"];
            /** @description Whether the decision restricts anything: else there is nothing to give reasons for. */
            restricts: boolean;
        };
        /** @description A policy was stored, or put in force. */
        StoredPolicy: {
            /** @description Its id. */
            id: string;
            /** @description Whether it holds from now on. */
            in_force: boolean;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description A version of a policy or of a taught label. */
        StoredVersion: {
            /** @description `<name>@blake3:<64 hexadecimal digits>`. */
            id: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970.
             */
            made_at_ms: number;
            /** @description The key with which it was stored. */
            made_by: string;
            /** @description Why it was made. */
            note: string;
            /** @description The text of the file; not in lists. */
            source?: string;
            /**
             * Format: int64
             * @description 1, 2, 3, …
             */
            version: number;
        };
        /** @description Feedback was received. */
        SuggestAnswer: {
            /** @description As it came. */
            clientToken?: string;
            /** @description The languages that were found. */
            detectedLanguages: string[];
            /** @description The languages of the request. */
            requestedLanguages: string[];
        };
        /**
         * @description Feedback about scores.
         * @example {
         *       "comment": {
         *         "text": "what a lovely garden"
         *       },
         *       "attributeScores": {
         *         "TOXICITY": {
         *           "summaryScore": {
         *             "value": 0
         *           }
         *         }
         *       }
         *     }
         */
        SuggestRequest: {
            /** @description By attribute, what the scores should be. */
            attributeScores: {
                [key: string]: components["schemas"]["SuggestedScores"];
            };
            /** @description Comes back with the answer. */
            clientToken?: string | null;
            /** @description What was written. */
            comment: components["schemas"]["Comment"];
            /** @description Where it was written. */
            communityId?: string | null;
            /** @description Nothing is kept of it. */
            doNotStore?: boolean | null;
            languages?: components["schemas"]["Languages"] | null;
        };
        /** @description What a score should be. */
        SuggestedScore: {
            /**
             * Format: double
             * @description From 0 to 1.
             */
            value: number;
        };
        /** @description What the scores of an attribute should be. */
        SuggestedScores: {
            /** @description Of the whole. */
            summaryScore: components["schemas"]["SuggestedScore"];
        };
        /** @description Something was taken away. */
        TakenAway: {
            /** @description Whether it was there. */
            removed: boolean;
        };
        /** @description A label was taught. */
        Taught: {
            /** @description Its id. */
            id: string;
            /** @description Whether it holds from now on. */
            in_force: boolean;
            /** @description Its name. */
            label: string;
            /** @description How well it was learnt. */
            quality: components["schemas"]["Quality"];
            /**
             * Format: double
             * @description From which probability on it is found.
             */
            threshold: number;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description Examples of a label, or a file that `koko teach` wrote. */
        Teach: {
            /** @description Whether the label is learnt from what reviewers put aside, too. */
            collected?: boolean;
            /** @description The text of a file instead of examples. */
            file?: string | null;
            label?: string | null;
            negatives?: string[];
            positives?: string[];
            /** @description Whether it holds from now on. */
            put_in_force?: boolean;
        };
        /** @description What came of a test. */
        Tested: {
            /** @description Whether it arrived. */
            delivered: boolean;
            /** @description Why there was no answer. */
            failure: string | null;
            /** @description The id of the message. */
            message_id: string;
            /**
             * Format: int32
             * @description What the receiver answered.
             */
            status: number | null;
            /**
             * Format: int64
             * @description How long it took, in milliseconds.
             */
            took_ms: number;
            /** @description The same for people. */
            what: string | null;
        };
        /**
         * @description A text. Other fields are ignored.
         * @example {
         *       "id": "c17",
         *       "text": "what a lovely garden"
         *     }
         */
        TextRecord: {
            id?: components["schemas"]["Id"] | null;
            /** @description What was written, up to one mebibyte; it may be empty. */
            text: string;
        };
        /** @description What was decided about an author's contents, the newest first. */
        Timeline: {
            /** @description Whose. */
            author: string;
            /** @description The decisions. */
            moments: components["schemas"]["Moment"][];
        };
        /** @description A decision about what several have in common. */
        Together: {
            /** @description What should happen. */
            action: components["schemas"]["Action"];
            /**
             * Format: int64
             * @description When it was made, in milliseconds since 1970.
             */
            at_ms: number;
            /** @description Who wrote it. */
            author: string | null;
            /** @description Its id. */
            decision_id: string;
            /** @description What was written; null where it was not kept. */
            text: string | null;
        };
        /** @description What would be decided about a text. Nothing is kept of it. */
        Tried: {
            /** @description What would be decided, and why. */
            decision: components["schemas"]["Decision"];
            /** @description Which model answered. */
            lane: components["schemas"]["Lane"];
            /** @description A probability per label. */
            scores: components["schemas"]["Scores"];
            /** @description The words behind each label that was found. */
            spans: components["schemas"]["TriedSpan"][];
            standing: components["schemas"]["Standing"] | null;
            /** @description From which score on each label is found. */
            thresholds: {
                [key: string]: number;
            };
            /** @description Whether the text was so long that only samples of it were read. */
            truncated: boolean;
        };
        /** @description Words behind a label, and how the model read them. */
        TriedSpan: {
            /** @description In bytes of UTF-8. */
            bytes: number[];
            /** @description In Unicode scalar values, as Python counts. */
            chars: number[];
            /** @description Which label. */
            label: string;
            /** @description Without what hides the words from readers, where that makes a difference. */
            read_as?: string | null;
            /** @description In UTF-16 code units, as JavaScript, Java and C# count. */
            utf16: number[];
        };
        /** @description A text, what is known about it, and under which rules it is tried. */
        Try: components["schemas"]["ContentRecord"] & {
            /** @description The name of a model. */
            model?: string | null;
            /** @description The text of a policy that nobody uses yet. */
            policy?: string | null;
            /**
             * Format: int64
             * @description The version of one that was stored.
             */
            policy_version?: number | null;
        };
        /** @description An item that waits now. */
        Waits: {
            /** @description The item. */
            item: components["schemas"]["Item"];
        };
        /** @description Everything that is kept of a decision. The author's name and the text are null where they were not given or are not kept. */
        WholeDecision: components["schemas"]["Kept"] & {
            /** @description The whole answer as it was given then. */
            answer: Record<string, never>;
            /** @description Who wrote it. */
            author: string | null;
            /** @description What it answered. */
            parent: string | null;
            /** @description Who was addressed. */
            target: string | null;
            /** @description What was written. */
            text: string | null;
        };
        /** @description A delivery, with what is sent. */
        WholeDelivery: components["schemas"]["Delivery"] & {
            /** @description The message; null where it can no longer be opened. */
            body: Record<string, never> | null;
        };
        /** @description An endpoint, and how much waits for it. */
        WholeEndpoint: components["schemas"]["Endpoint"] & {
            /**
             * Format: int64
             * @description Deliveries that were given up.
             */
            dead: number;
            /** @description Until when secrets that were replaced sign, too. */
            old_secrets_until_ms: number[];
            /**
             * Format: int64
             * @description Deliveries that wait.
             */
            pending: number;
        };
        WholeNumber: number;
        /** @description A word and what it does to the scores. */
        Word: {
            /** @description Where. */
            place: components["schemas"]["Place"];
            /** @description What the word does to each probability; negative if it makes the text milder. */
            weights: {
                [key: string]: number;
            };
            /** @description As it was written. */
            word: string;
        };
        /** @description What would be decided. */
        WouldBe: {
            /** @description What should happen. */
            action: components["schemas"]["Action"];
            /** @description Why. */
            reasons: components["schemas"]["Reason"][];
        };
        /** @description An id as it was written, whether it is good for one or not. */
        WrittenId: string | components["schemas"]["WholeNumber"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenMetrics text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests are welcome */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description The service is about to stop, or its database is away */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_authors: {
        parameters: {
            query?: {
                /** @description `unknown`, `calm`, `watch`, `elevated` or `high` */
                band?: string;
                limit?: number;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those who came there last first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authors"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_standing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The author's id */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the author stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standing"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    forget_author: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The author's id */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was erased */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forgotten"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_company: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The author's id */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who does the same */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    export_author: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The author's id */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_timeline: {
        parameters: {
            query?: {
                limit?: number;
                before?: string;
            };
            header?: never;
            path: {
                /** @description The author's id */
                author: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                limit?: number;
                before?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    search_decisions: {
        parameters: {
            query?: {
                content?: string;
                /** @description What the contents answer, by the caller's own id of it. */
                parent?: string;
                author?: string;
                community?: string;
                action?: string;
                label?: string;
                model?: string;
                policy?: string;
                since?: number;
                until?: number;
                before?: string;
                limit?: number;
                /** @description With the author's name and the text of each, where they are kept: in lists. */
                texts?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that fit, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decisions"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    replay_decisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description What would be different */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is kept of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeDecision"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it suggests, and what was issued */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementDraft"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    issue_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Issue"];
            };
        };
        responses: {
            /** @description It is issued */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedStatement"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    record_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneOrMany_Event"];
            };
        };
        responses: {
            /** @description What became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answers_Recorded"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    explain_text: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextRecord"];
            };
        };
        responses: {
            /** @description The words and their weights */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explained"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_feedback: {
        parameters: {
            query?: {
                /** @description Older than the one with this id. */
                before?: string;
                /** @description At most so many, from 1 to 1,000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What they have said */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackList"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_labels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that hold, and all that were stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Labels"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    teach_label: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Teach"];
            };
        };
        responses: {
            /** @description It is taught */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Taught"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    take_label_out: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It holds no longer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelInForce"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_examples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was put aside */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelExamples"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    add_example: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExample"];
            };
        };
        responses: {
            /** @description It is put aside */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelExample"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    remove_example: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
                /** @description The id of the example */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not there any more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenAway"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
                /** @description 1, 2, 3, … */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version, with its file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredVersion"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    put_label_in_force: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name */
                label: string;
                /** @description 1, 2, 3, … */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It holds from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelInForce"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    watch_events: {
        parameters: {
            query?: {
                /** @description Their kinds, with commas between; all without it. */
                kinds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `decision.made`, `decision.changed`, `standing.changed`, `flag.received`, as they happen; `missed` where this reader was too slow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    watch_socket: {
        parameters: {
            query?: {
                /** @description Their kinds, with commas between; all without it. */
                kinds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each as a text: {"kind", "id", "data"} */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_history: {
        parameters: {
            query: {
                /** @description Their names without labels, with commas between, such as `koko_texts_total,koko_inflight` */
                names: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was measured, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measured"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    openai_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The models */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
        };
    };
    moderate_contents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneOrMany_ContentRecord"];
            };
        };
        responses: {
            /** @description What should happen with them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answers_Moderated"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    moderate_lines: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Contents, each an object on a line of its own */
        requestBody: {
            content: {
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description An answer on a line of its own for each, in order, while more are read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    openai_moderations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModerationRequest"];
            };
        };
        responses: {
            /** @description What is in the texts, in OpenAI's categories */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModerationAnswer"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiRefused"];
                };
            };
        };
    };
    list_policies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one that holds, and all that were stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policies"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    store_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPolicy"];
            };
        };
        responses: {
            /** @description It is stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredPolicy"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1, 2, 3, … */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version, with its text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredVersion"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    put_policy_in_force: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 1, 2, 3, … */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It holds from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredPolicy"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_waiting: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Behind the last of an earlier answer: its `next`. */
                before?: string;
                /** @description Only copies of the text of this decision. */
                like?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits, the most urgent first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    claim_items: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Claim"];
            };
        };
        responses: {
            /** @description What the reviewer has now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claimed"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_closed: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Behind the last of an earlier answer: its `next`. */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was decided, the latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closed"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    decide_items: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideMany"];
            };
        };
        responses: {
            /** @description What became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyDecided"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    appeal_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Appeal"];
            };
        };
        responses: {
            /** @description It waits for a reviewer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waits"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    decide_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decide"];
            };
        };
        responses: {
            /** @description It is decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    escalate_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate"];
            };
        };
        responses: {
            /** @description It waits for somebody else */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waits"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    release_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Release"];
            };
        };
        responses: {
            /** @description It waits again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Released"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    reopen_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the decision */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waits"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    score_texts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OneOrMany_TextRecord"];
            };
        };
        responses: {
            /** @description What is in them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answers_Scored"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The models */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Models"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    reload_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that answer from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reloaded"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    try_text: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Try"];
            };
        };
        responses: {
            /** @description What would be decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of the tenant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoints"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    make_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEndpoint"];
            };
        };
        responses: {
            /** @description It is made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeEndpoint"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeEndpoint"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    remove_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    change_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                state?: string;
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    get_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
                /** @description The id of the delivery */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeDelivery"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    replay_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
                /** @description The id of the delivery */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is sent again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentAgain"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    replay_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are sent again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentAgain"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    rotate_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description The new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rotated"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tested"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Somebody else was faster. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refused"];
                };
            };
        };
    };
    analyze_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which model: its name, its id, or the first digits of its digest */
                "Koko-Model"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnalyzeRequest"];
            };
        };
        responses: {
            /** @description Scores on Perspective's scale */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyzeAnswer"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
        };
    };
    suggest_score: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuggestRequest"];
            };
        };
        responses: {
            /** @description It was understood */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestAnswer"];
                };
            };
            /** @description The request cannot be understood, or makes no sense; the message says what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description No key, or one that nobody has, or no longer; and nobody is signed in, or not any more. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The key, or the role of whoever is signed in, is good for other things; or a page from elsewhere asks. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description More than the key may ask, at once or in a day; or nothing can be archived, and the tenant wants nothing decided then. */
            429: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description A mistake of ours, or the database failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
            /** @description Too much at once, or something is away for now. */
            503: {
                headers: {
                    /** @description When a new try has a chance, in seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoogleRefused"];
                };
            };
        };
    };
}
