-- Nobody is in two places: what is in force may not overlap for one person. Shifts that only touch are fine.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_nobody_twice" EXCLUDE USING gist (
  "institution_id" WITH =,
  "person_id" WITH =,
  tstzrange("start_at", "end_at", '[)') WITH &&
) WHERE ("published_in" IS NOT NULL AND "replaced_in" IS NULL);
