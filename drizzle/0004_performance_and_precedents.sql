CREATE TABLE "proof_files" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"receipt" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"obligation_id" text NOT NULL,
	"receipt" text NOT NULL,
	"payer_id" text,
	"payer" text NOT NULL,
	"payee_id" text,
	"payee" text,
	"amount_fen" bigint,
	"done_on" text NOT NULL,
	"method" text,
	"note" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"voided_at" timestamp with time zone,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"document_id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"text_hash" text NOT NULL,
	"consent" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"obligation_id" text,
	"occasion" text NOT NULL,
	"due_on" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"audience" text NOT NULL,
	"form" text NOT NULL,
	"covers" jsonb NOT NULL,
	"told" jsonb NOT NULL,
	"sentences" jsonb NOT NULL,
	"engine" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "due" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "every" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "series" integer;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "clause" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "accelerated_on" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "waived_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proof_files" ADD CONSTRAINT "proof_files_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_payer_id_parties_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_payee_id_parties_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proof_files_receipt" ON "proof_files" USING btree ("receipt");--> statement-breakpoint
CREATE INDEX "proofs_case" ON "proofs" USING btree ("case_id","created_at");--> statement-breakpoint
CREATE INDEX "proofs_receipt" ON "proofs" USING btree ("receipt");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_key" ON "publications" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_occasion" ON "reminders" USING btree ("occasion");--> statement-breakpoint
CREATE INDEX "reminders_open" ON "reminders" USING btree ("closed_at","due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "summaries_audience" ON "summaries" USING btree ("case_id","audience","form");