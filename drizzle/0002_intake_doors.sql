CREATE TABLE "bookings" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"department_code" text NOT NULL,
	"on_day" text NOT NULL,
	"half" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"party_id" text,
	"field" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"reason" text NOT NULL,
	"text" text,
	"corrected_by" text NOT NULL,
	"corrected_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"case_id" text PRIMARY KEY NOT NULL,
	"into_id" text NOT NULL,
	"party_map" jsonb NOT NULL,
	"prior_status" text NOT NULL,
	"reason" text NOT NULL,
	"merged_by" text NOT NULL,
	"merged_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "team_code" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "danger" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "tier" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "assessed" jsonb;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "content" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "state" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "danger" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_party_id_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_into_id_cases_id_fk" FOREIGN KEY ("into_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookings_slot" ON "bookings" USING btree ("department_code","on_day");--> statement-breakpoint
CREATE INDEX "bookings_case" ON "bookings" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "corrections_case" ON "corrections" USING btree ("case_id","corrected_at");--> statement-breakpoint
CREATE INDEX "corrections_field" ON "corrections" USING btree ("field");--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("into_id");--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_received" ON "cases" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "parties_name" ON "parties" USING btree ("name");--> statement-breakpoint
CREATE INDEX "attachments_case" ON "attachments" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "conversations_danger" ON "conversations" USING btree ("danger","updated_at");