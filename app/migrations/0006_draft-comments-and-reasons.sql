CREATE TABLE "call_assignment" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"person_id" uuid NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"published_in" integer,
	"replaced_in" integer,
	CONSTRAINT "call_assignment_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_assignment_times" CHECK ("call_assignment"."start_at" < "call_assignment"."end_at")
);
--> statement-breakpoint
CREATE TABLE "call_change" (
	"institution_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_person_id" uuid,
	"by" text NOT NULL,
	"reason_code" text,
	"reason" text NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "call_change_institution_id_schedule_id_version_pk" PRIMARY KEY("institution_id","schedule_id","version")
);
--> statement-breakpoint
CREATE TABLE "call_event" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"name" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"levels" text[],
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "call_event_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_event_dates" CHECK ("call_event"."start_on" <= "call_event"."end_on")
);
--> statement-breakpoint
CREATE TABLE "call_holiday" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid,
	"on_day" date NOT NULL,
	"name" text NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "call_holiday_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_key" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"label" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "call_key_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_key_hash" UNIQUE("institution_id","key_hash")
);
--> statement-breakpoint
CREATE TABLE "call_pool" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"site_id" text,
	"time_zone" text NOT NULL,
	"tint" integer DEFAULT 1 NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "call_pool_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_pool_program" (
	"institution_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	CONSTRAINT "call_pool_program_institution_id_pool_id_program_id_pk" PRIMARY KEY("institution_id","pool_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "call_privilege" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date,
	"granted_by" text NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "call_privilege_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_request" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"pool_id" uuid,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"wish" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "call_request_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_request_dates" CHECK ("call_request"."start_on" <= "call_request"."end_on")
);
--> statement-breakpoint
CREATE TABLE "call_schedule" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"solved_version" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "call_schedule_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_schedule_dates" CHECK ("call_schedule"."start_on" <= "call_schedule"."end_on")
);
--> statement-breakpoint
CREATE TABLE "call_schedule_pool" (
	"institution_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	CONSTRAINT "call_schedule_pool_institution_id_schedule_id_pool_id_pk" PRIMARY KEY("institution_id","schedule_id","pool_id")
);
--> statement-breakpoint
CREATE TABLE "call_shift" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"start_minute" integer NOT NULL,
	"duration_minutes" integer NOT NULL,
	"weekdays" integer[] NOT NULL,
	"on_holidays" text DEFAULT 'as-weekday' NOT NULL,
	"min_people" integer DEFAULT 1 NOT NULL,
	"max_people" integer DEFAULT 1 NOT NULL,
	"points" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "call_shift_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "call_shift_start" CHECK ("call_shift"."start_minute" between 0 and 1439),
	CONSTRAINT "call_shift_duration" CHECK ("call_shift"."duration_minutes" between 15 and 2880),
	CONSTRAINT "call_shift_people" CHECK ("call_shift"."min_people" between 0 and "call_shift"."max_people" and "call_shift"."max_people" >= 1)
);
--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_institution_id_schedule_id_call_schedule_institution_id_id_fk" FOREIGN KEY ("institution_id","schedule_id") REFERENCES "public"."call_schedule"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_institution_id_shift_id_call_shift_institution_id_id_fk" FOREIGN KEY ("institution_id","shift_id") REFERENCES "public"."call_shift"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_assignment" ADD CONSTRAINT "call_assignment_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_change" ADD CONSTRAINT "call_change_institution_id_schedule_id_call_schedule_institution_id_id_fk" FOREIGN KEY ("institution_id","schedule_id") REFERENCES "public"."call_schedule"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_event" ADD CONSTRAINT "call_event_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_holiday" ADD CONSTRAINT "call_holiday_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_key" ADD CONSTRAINT "call_key_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_pool" ADD CONSTRAINT "call_pool_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_pool_program" ADD CONSTRAINT "call_pool_program_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_pool_program" ADD CONSTRAINT "call_pool_program_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_privilege" ADD CONSTRAINT "call_privilege_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_request" ADD CONSTRAINT "call_request_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_request" ADD CONSTRAINT "call_request_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_schedule_pool" ADD CONSTRAINT "call_schedule_pool_institution_id_schedule_id_call_schedule_institution_id_id_fk" FOREIGN KEY ("institution_id","schedule_id") REFERENCES "public"."call_schedule"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_schedule_pool" ADD CONSTRAINT "call_schedule_pool_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_shift" ADD CONSTRAINT "call_shift_institution_id_pool_id_call_pool_institution_id_id_fk" FOREIGN KEY ("institution_id","pool_id") REFERENCES "public"."call_pool"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_assignment_schedule" ON "call_assignment" USING btree ("institution_id","schedule_id","on_day");--> statement-breakpoint
CREATE INDEX "call_assignment_pool" ON "call_assignment" USING btree ("institution_id","pool_id","start_at") WHERE "call_assignment"."published_in" is not null and "call_assignment"."replaced_in" is null;--> statement-breakpoint
CREATE INDEX "call_assignment_person" ON "call_assignment" USING btree ("institution_id","person_id","start_at") WHERE "call_assignment"."published_in" is not null and "call_assignment"."replaced_in" is null;--> statement-breakpoint
CREATE INDEX "call_change_at" ON "call_change" USING btree ("institution_id","at");--> statement-breakpoint
CREATE INDEX "call_event_program" ON "call_event" USING btree ("institution_id","program_id","start_on");--> statement-breakpoint
CREATE INDEX "call_holiday_day" ON "call_holiday" USING btree ("institution_id","on_day");--> statement-breakpoint
CREATE INDEX "call_key_by_hash" ON "call_key" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "call_key_pool" ON "call_key" USING btree ("institution_id","pool_id");--> statement-breakpoint
CREATE UNIQUE INDEX "call_pool_code" ON "call_pool" USING btree ("institution_id","program_id","code") WHERE "call_pool"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "call_pool_program_program" ON "call_pool_program" USING btree ("institution_id","program_id");--> statement-breakpoint
CREATE INDEX "call_privilege_person" ON "call_privilege" USING btree ("institution_id","person_id");--> statement-breakpoint
CREATE INDEX "call_request_person" ON "call_request" USING btree ("institution_id","person_id","start_on");--> statement-breakpoint
CREATE INDEX "call_schedule_days" ON "call_schedule" USING btree ("institution_id","start_on");--> statement-breakpoint
CREATE INDEX "call_schedule_pool_pool" ON "call_schedule_pool" USING btree ("institution_id","pool_id");--> statement-breakpoint
CREATE UNIQUE INDEX "call_shift_code" ON "call_shift" USING btree ("institution_id","pool_id","code") WHERE "call_shift"."archived_at" is null;