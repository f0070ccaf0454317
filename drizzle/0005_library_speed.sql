CREATE TABLE "job_progress" (
	"id" text PRIMARY KEY NOT NULL,
	"progress" jsonb NOT NULL
);
--> statement-breakpoint
DROP TABLE "passage_bits" CASCADE;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "stale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "passages_face" ON "passages" USING btree ("id","card_id","effective_on","repealed_on");--> statement-breakpoint
CREATE INDEX "passages_card" ON "passages" USING btree ("card_id","segment","effective_on","repealed_on","id");
--> statement-breakpoint
-- The signs are now indexed beside the vectors, and cards linked otherwise: a library imported before is indexed once more.
UPDATE "segments" SET "stale" = true WHERE "source" = '' OR "segment" = 'law';
