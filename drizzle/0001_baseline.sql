CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"receipt" text NOT NULL,
	"title" text NOT NULL,
	"statement" text NOT NULL,
	"type" text,
	"dispute_type" text,
	"status" text NOT NULL,
	"interrupted_status" text,
	"department_code" text,
	"mediator" text,
	"street" text,
	"red_flags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"returns" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"received_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"basis" text,
	"status" text DEFAULT 'open' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"content" jsonb NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"engine" jsonb NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"form" text NOT NULL,
	"number" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"document_id" text,
	"position" integer NOT NULL,
	"debtor_id" text,
	"creditor_id" text,
	"act" text NOT NULL,
	"amount_fen" bigint,
	"due_on" text,
	"method" text,
	"proof" text,
	"status" text DEFAULT 'open' NOT NULL,
	"paid_fen" bigint DEFAULT 0 NOT NULL,
	"performed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"id_number" text,
	"phone" text,
	"address" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"position" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"text" text NOT NULL,
	"visibility" text DEFAULT 'shared' NOT NULL,
	"party_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timeline" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event" text NOT NULL,
	"actor" jsonb NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"hash" text NOT NULL,
	"text" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"case_id" text,
	"taken_by" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"role" text NOT NULL,
	"text" text NOT NULL,
	"citations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"assessment" jsonb,
	"engine" jsonb,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_tables" (
	"name" text PRIMARY KEY NOT NULL,
	"rows" jsonb NOT NULL,
	"version" integer NOT NULL,
	"edited_by" text NOT NULL,
	"edited_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"batch" text NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imported_files" (
	"hash" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"result" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "law_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"law" text NOT NULL,
	"adopted_on" text,
	"version_on" text,
	"effective_on" text NOT NULL,
	"repealed_on" text,
	"stale_on" text,
	"estimated" boolean NOT NULL,
	"text_hash" text NOT NULL,
	"articles" integer NOT NULL,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "laws" (
	"title" text PRIMARY KEY NOT NULL,
	"official_title" text NOT NULL,
	"issuer" text,
	"authority" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passage_bits" (
	"passage_id" integer PRIMARY KEY NOT NULL,
	"bits" bit(256) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passage_vectors" (
	"passage_id" integer PRIMARY KEY NOT NULL,
	"segment" text NOT NULL,
	"vector" halfvec(256) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"segment" text NOT NULL,
	"key" text NOT NULL,
	"origin" text NOT NULL,
	"version_id" text,
	"law" text,
	"article" text,
	"item" text,
	"ordinal" integer NOT NULL,
	"title" text NOT NULL,
	"heading" text[] NOT NULL,
	"text" text NOT NULL,
	"lay" text[] DEFAULT '{}' NOT NULL,
	"subtypes" text[] DEFAULT '{}' NOT NULL,
	"authority" smallint DEFAULT 0 NOT NULL,
	"effective_on" text,
	"repealed_on" text,
	"stale_on" text,
	"card_id" integer
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"segment" text NOT NULL,
	"term" text NOT NULL,
	"frequency" integer NOT NULL,
	"ids" integer[] NOT NULL,
	"weights" smallint[] NOT NULL,
	CONSTRAINT "postings_segment_term_pk" PRIMARY KEY("segment","term")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"segment" text PRIMARY KEY NOT NULL,
	"passages" integer NOT NULL,
	"average_length" real NOT NULL,
	"source" text NOT NULL,
	"encoder" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_debtor_id_parties_id_fk" FOREIGN KEY ("debtor_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_creditor_id_parties_id_fk" FOREIGN KEY ("creditor_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_party_id_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_serial" ON "cases" USING btree ("year","serial");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_receipt" ON "cases" USING btree ("receipt");--> statement-breakpoint
CREATE INDEX "cases_status" ON "cases" USING btree ("status","updated_at");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("status","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_version" ON "document_versions" USING btree ("document_id","version");--> statement-breakpoint
CREATE INDEX "documents_case" ON "documents" USING btree ("case_id","created_at");--> statement-breakpoint
CREATE INDEX "obligations_case" ON "obligations" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "parties_case" ON "parties" USING btree ("case_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "records_position" ON "records" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "records_at" ON "records" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "timeline_case" ON "timeline" USING btree ("case_id","seq");--> statement-breakpoint
CREATE INDEX "attachments_conversation" ON "attachments" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "conversations_updated" ON "conversations" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_id" ON "messages" USING btree ("id");--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE INDEX "law_versions_law" ON "law_versions" USING btree ("law","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "law_versions_hash" ON "law_versions" USING btree ("law","text_hash");--> statement-breakpoint
CREATE INDEX "passage_vectors_segment" ON "passage_vectors" USING btree ("segment");--> statement-breakpoint
CREATE UNIQUE INDEX "passages_key" ON "passages" USING btree ("key");--> statement-breakpoint
CREATE INDEX "passages_article" ON "passages" USING btree ("law","item");--> statement-breakpoint
CREATE INDEX "passages_segment" ON "passages" USING btree ("segment","origin");