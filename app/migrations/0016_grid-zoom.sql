CREATE TABLE "people_batch" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"sentence" text NOT NULL,
	"reason" text,
	"reverses" uuid,
	CONSTRAINT "people_batch_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "people_batch_item" (
	"institution_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"appointment_id" uuid,
	"program_id" uuid,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "people_batch_item_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "grid_zoom" (
	"institution_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"zoom" text NOT NULL,
	CONSTRAINT "grid_zoom_institution_id_person_id_pk" PRIMARY KEY("institution_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "grid_view" DROP CONSTRAINT "grid_view_name";--> statement-breakpoint
ALTER TABLE "grid_view" ADD COLUMN "place" text DEFAULT 'schedule' NOT NULL;--> statement-breakpoint
ALTER TABLE "people_batch" ADD CONSTRAINT "people_batch_institution_id_made_by_person_institution_id_id_fk" FOREIGN KEY ("institution_id","made_by") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_batch" ADD CONSTRAINT "people_batch_institution_id_reverses_people_batch_institution_id_id_fk" FOREIGN KEY ("institution_id","reverses") REFERENCES "public"."people_batch"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_batch_item" ADD CONSTRAINT "people_batch_item_institution_id_batch_id_people_batch_institution_id_id_fk" FOREIGN KEY ("institution_id","batch_id") REFERENCES "public"."people_batch"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_batch_item" ADD CONSTRAINT "people_batch_item_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_batch_item" ADD CONSTRAINT "people_batch_item_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people_batch_item" ADD CONSTRAINT "people_batch_item_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grid_zoom" ADD CONSTRAINT "grid_zoom_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_batch_made" ON "people_batch" USING btree ("institution_id","made_at");--> statement-breakpoint
CREATE INDEX "people_batch_reverses" ON "people_batch" USING btree ("institution_id","reverses");--> statement-breakpoint
CREATE INDEX "people_batch_item_batch" ON "people_batch_item" USING btree ("institution_id","batch_id");--> statement-breakpoint
CREATE INDEX "people_batch_item_program" ON "people_batch_item" USING btree ("institution_id","program_id");--> statement-breakpoint
ALTER TABLE "grid_view" ADD CONSTRAINT "grid_view_name" UNIQUE("institution_id","person_id","place","name");