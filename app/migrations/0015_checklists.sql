CREATE TABLE "off_site_stay" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"rotation_id" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"owner_id" uuid,
	"note" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "off_site_stay_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "off_site_stay_once" UNIQUE("institution_id","appointment_id","rotation_id","start_on")
);
--> statement-breakpoint
CREATE TABLE "checklist_item" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"guidance" text NOT NULL,
	"owner" text NOT NULL,
	"due_days" integer,
	"document_kind_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"title_before" text,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "checklist_item_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "checklist_mark" (
	"institution_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"note" text,
	"by_person_id" uuid,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "checklist_mark_institution_id_item_id_subject_id_pk" PRIMARY KEY("institution_id","item_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "checklist_reminder" (
	"institution_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"moment" text NOT NULL,
	"due_on" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checklist_reminder_institution_id_item_id_subject_id_moment_due_on_pk" PRIMARY KEY("institution_id","item_id","subject_id","moment","due_on")
);
--> statement-breakpoint
CREATE TABLE "checklist_start" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"about_on" date NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "checklist_start_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "checklist_template" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"levels" text[] NOT NULL,
	"site_ids" text[] NOT NULL,
	"rotation_ids" text[] NOT NULL,
	"horizon_days" integer NOT NULL,
	"applies_from" date NOT NULL,
	"leave_days" integer NOT NULL,
	"automatic" boolean NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "checklist_template_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
ALTER TABLE "off_site_stay" ADD CONSTRAINT "off_site_stay_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "off_site_stay" ADD CONSTRAINT "off_site_stay_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "off_site_stay" ADD CONSTRAINT "off_site_stay_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "off_site_stay" ADD CONSTRAINT "off_site_stay_institution_id_owner_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","owner_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_institution_id_template_id_checklist_template_institution_id_id_fk" FOREIGN KEY ("institution_id","template_id") REFERENCES "public"."checklist_template"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_institution_id_document_kind_id_document_kind_institution_id_id_fk" FOREIGN KEY ("institution_id","document_kind_id") REFERENCES "public"."document_kind"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_mark" ADD CONSTRAINT "checklist_mark_institution_id_item_id_checklist_item_institution_id_id_fk" FOREIGN KEY ("institution_id","item_id") REFERENCES "public"."checklist_item"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_mark" ADD CONSTRAINT "checklist_mark_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_reminder" ADD CONSTRAINT "checklist_reminder_institution_id_item_id_checklist_item_institution_id_id_fk" FOREIGN KEY ("institution_id","item_id") REFERENCES "public"."checklist_item"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_start" ADD CONSTRAINT "checklist_start_institution_id_template_id_checklist_template_institution_id_id_fk" FOREIGN KEY ("institution_id","template_id") REFERENCES "public"."checklist_template"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_start" ADD CONSTRAINT "checklist_start_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_start" ADD CONSTRAINT "checklist_start_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_template" ADD CONSTRAINT "checklist_template_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "off_site_stay_person" ON "off_site_stay" USING btree ("institution_id","person_id");--> statement-breakpoint
CREATE INDEX "checklist_item_template" ON "checklist_item" USING btree ("institution_id","template_id");--> statement-breakpoint
CREATE INDEX "checklist_mark_subject" ON "checklist_mark" USING btree ("institution_id","subject_id");--> statement-breakpoint
CREATE INDEX "checklist_start_person" ON "checklist_start" USING btree ("institution_id","person_id") WHERE "checklist_start"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "checklist_start_once" ON "checklist_start" USING btree ("institution_id","template_id","person_id","about_on") WHERE "checklist_start"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "checklist_template_program" ON "checklist_template" USING btree ("institution_id","program_id") WHERE "checklist_template"."archived_at" is null;