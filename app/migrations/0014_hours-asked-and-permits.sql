CREATE TABLE "hour_ask" (
	"institution_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"asked_on" date NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hour_ask_institution_id_program_id_asked_on_pk" PRIMARY KEY("institution_id","program_id","asked_on")
);
--> statement-breakpoint
CREATE TABLE "moonlighting_permit" (
	"institution_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"visa" text,
	"moonlighting" text,
	"source" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "moonlighting_permit_institution_id_person_id_pk" PRIMARY KEY("institution_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "hour_ask" ADD CONSTRAINT "hour_ask_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moonlighting_permit" ADD CONSTRAINT "moonlighting_permit_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;