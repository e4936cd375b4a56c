CREATE TABLE "grid_view" (
	"institution_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	CONSTRAINT "grid_view_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "grid_view_name" UNIQUE("institution_id","person_id","name")
);
--> statement-breakpoint
ALTER TABLE "grid_view" ADD CONSTRAINT "grid_view_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;