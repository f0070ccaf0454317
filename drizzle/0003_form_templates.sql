CREATE TABLE "form_templates" (
	"form" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"docx" text,
	"hash" text,
	"author" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "form_templates_version" ON "form_templates" USING btree ("form","version");