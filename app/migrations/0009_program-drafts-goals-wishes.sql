CREATE TABLE "program_draft" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"base_version_id" uuid NOT NULL,
	"source" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "program_draft_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "objective_confirmation" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"rotation_id" text NOT NULL,
	"level" text NOT NULL,
	"fingerprint" text NOT NULL,
	"told" jsonb NOT NULL,
	"confirmed_on" date NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "objective_confirmation_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "objective_confirmation_once" UNIQUE("institution_id","appointment_id","rotation_id","fingerprint","confirmed_on")
);
--> statement-breakpoint
CREATE TABLE "preference_deadline" (
	"institution_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"due_on" date,
	"reminded_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "preference_deadline_institution_id_program_id_start_year_pk" PRIMARY KEY("institution_id","program_id","start_year")
);
--> statement-breakpoint
CREATE TABLE "hour_account" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"rotation_id" text,
	"finding_key" text NOT NULL,
	"rule_id" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"sentence" text NOT NULL,
	"citation" text NOT NULL,
	"measured" double precision,
	"maximum" double precision,
	"cause" text NOT NULL,
	"help" text NOT NULL,
	"note" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"action" text,
	"closed_by_person_id" uuid,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "hour_account_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "hour_account_once" UNIQUE("institution_id","person_id","finding_key")
);
--> statement-breakpoint
CREATE TABLE "hour_concern" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid,
	"week_on" date NOT NULL,
	"topic" text NOT NULL,
	"words" text NOT NULL,
	"readers" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "hour_concern_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "hour_settings" (
	"institution_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "hour_settings_institution_id_program_id_pk" PRIMARY KEY("institution_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "hour_timer" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "hour_timer_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "week_confirmation" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"week_on" date NOT NULL,
	"through_on" date NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "week_confirmation_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "week_confirmation_once" UNIQUE("institution_id","person_id","week_on","through_on")
);
--> statement-breakpoint
CREATE TABLE "week_reopening" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"week_on" date NOT NULL,
	"until_on" date NOT NULL,
	"by_person_id" uuid,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"reopened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "week_reopening_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_period" (
	"institution_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"program_id" uuid,
	"rotation_id" text,
	"site_id" text,
	"time_zone" text NOT NULL,
	"kind" text NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL,
	"extension" text,
	"stay_reason" text,
	"source" text NOT NULL,
	"draft_key" text,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"author_person_id" uuid,
	"author" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "work_period_institution_id_entry_id_version_pk" PRIMARY KEY("institution_id","entry_id","version"),
	CONSTRAINT "work_period_times" CHECK ("work_period"."start_at" < "work_period"."end_at"),
	CONSTRAINT "work_period_version" CHECK ("work_period"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "weeks" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "entered_reason" text;--> statement-breakpoint
ALTER TABLE "program_draft" ADD CONSTRAINT "program_draft_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_draft" ADD CONSTRAINT "program_draft_institution_id_base_version_id_program_version_institution_id_id_fk" FOREIGN KEY ("institution_id","base_version_id") REFERENCES "public"."program_version"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_confirmation" ADD CONSTRAINT "objective_confirmation_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_confirmation" ADD CONSTRAINT "objective_confirmation_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objective_confirmation" ADD CONSTRAINT "objective_confirmation_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference_deadline" ADD CONSTRAINT "preference_deadline_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_account" ADD CONSTRAINT "hour_account_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_account" ADD CONSTRAINT "hour_account_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_concern" ADD CONSTRAINT "hour_concern_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_settings" ADD CONSTRAINT "hour_settings_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_timer" ADD CONSTRAINT "hour_timer_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_confirmation" ADD CONSTRAINT "week_confirmation_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_reopening" ADD CONSTRAINT "week_reopening_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_period" ADD CONSTRAINT "work_period_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_period" ADD CONSTRAINT "work_period_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "program_draft_program" ON "program_draft" USING btree ("institution_id","program_id","state");--> statement-breakpoint
CREATE INDEX "objective_confirmation_program" ON "objective_confirmation" USING btree ("institution_id","program_id","confirmed_on");--> statement-breakpoint
CREATE INDEX "hour_account_program" ON "hour_account" USING btree ("institution_id","program_id","start_on");--> statement-breakpoint
CREATE INDEX "hour_account_open" ON "hour_account" USING btree ("institution_id","program_id") WHERE "hour_account"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "hour_concern_week" ON "hour_concern" USING btree ("institution_id","week_on");--> statement-breakpoint
CREATE UNIQUE INDEX "hour_timer_running" ON "hour_timer" USING btree ("institution_id","person_id") WHERE "hour_timer"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "week_confirmation_week" ON "week_confirmation" USING btree ("institution_id","week_on");--> statement-breakpoint
CREATE INDEX "week_reopening_week" ON "week_reopening" USING btree ("institution_id","person_id","week_on");--> statement-breakpoint
CREATE INDEX "work_period_person" ON "work_period" USING btree ("institution_id","person_id","start_at");