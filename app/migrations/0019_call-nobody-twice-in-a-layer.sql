-- Backup may be held beside a duty: it stands in a layer of its own, and in one layer nobody is in two places.
UPDATE "call_assignment" SET "layer" = 1 FROM "call_pool"
WHERE "call_pool"."institution_id" = "call_assignment"."institution_id"
  AND "call_pool"."id" = "call_assignment"."pool_id"
  AND "call_pool"."kind" = 'backup';
--> statement-breakpoint
ALTER TABLE "call_assignment" DROP CONSTRAINT "call_assignment_nobody_twice";
--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_nobody_twice" EXCLUDE USING gist (
  "institution_id" WITH =,
  "person_id" WITH =,
  "layer" WITH =,
  tstzrange("start_at", "end_at", '[)') WITH &&
) WHERE ("published_in" IS NOT NULL AND "replaced_in" IS NULL);
