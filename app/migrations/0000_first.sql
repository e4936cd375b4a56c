CREATE TABLE "audit_event" (
	"institution_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_person_id" uuid,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"program_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_event_institution_id_seq_pk" PRIMARY KEY("institution_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"institution_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_institution_id_pk" PRIMARY KEY("institution_id")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "account_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "account_person" UNIQUE("institution_id","person_id"),
	CONSTRAINT "account_email" UNIQUE("institution_id","email")
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credential_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "credential_kind" UNIQUE("institution_id","account_id","kind")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"institution_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"email" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_institution_id_token_hash_pk" PRIMARY KEY("institution_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"program_id" uuid,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "role_grant_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"institution_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_institution_id_token_hash_pk" PRIMARY KEY("institution_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"title" text NOT NULL,
	"detail" text NOT NULL,
	"link" text,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notification_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "appointment" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"entry_level" text NOT NULL,
	"fte_percent" integer DEFAULT 100 NOT NULL,
	"curriculum_effective_on" date,
	"prior_training" text[] DEFAULT '{}' NOT NULL,
	"combination_id" uuid,
	"version" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "appointment_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "appointment_dates" CHECK ("appointment"."start_on" <= "appointment"."end_on"),
	CONSTRAINT "appointment_fte" CHECK ("appointment"."fte_percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "combination" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "combination_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "combination_agreement" (
	"institution_id" uuid NOT NULL,
	"combination_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"agreed_by" uuid NOT NULL,
	"agreed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "combination_agreement_institution_id_combination_id_program_id_pk" PRIMARY KEY("institution_id","combination_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "leave" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"counts_toward_training" boolean NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "leave_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "leave_dates" CHECK ("leave"."start_on" <= "leave"."end_on")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"email" text,
	"staff_number" text,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "person_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "institution" (
	"institution_id" uuid NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"year_starts_on" text DEFAULT '07-01' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"fixed_today" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "institution_institution_id_pk" PRIMARY KEY("institution_id")
);
--> statement-breakpoint
CREATE TABLE "program" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "program_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "program_slug" UNIQUE("institution_id","slug")
);
--> statement-breakpoint
CREATE TABLE "program_version" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"revision" integer NOT NULL,
	"source" text NOT NULL,
	"definition" jsonb NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"imported_by" uuid,
	CONSTRAINT "program_version_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "program_version_date" UNIQUE("institution_id","program_id","effective_on","revision")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"institution_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"min_trainees" integer,
	"max_trainees" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "room_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "site" (
	"institution_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text,
	"own" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "site_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"owner_person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"program_id" uuid,
	"rotation_id" text,
	"label" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feed_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "calendar_feed_token" UNIQUE("institution_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "record_assignment" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"appointment_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"rotation_id" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"from_version" integer NOT NULL,
	"until_version" integer,
	CONSTRAINT "record_assignment_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "record_assignment_dates" CHECK ("record_assignment"."start_on" <= "record_assignment"."end_on")
);
--> statement-breakpoint
CREATE TABLE "record_version" (
	"institution_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_person_id" uuid,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"scenario_id" uuid,
	"changes" jsonb NOT NULL,
	CONSTRAINT "record_version_institution_id_start_year_version_pk" PRIMARY KEY("institution_id","start_year","version")
);
--> statement-breakpoint
CREATE TABLE "record_year" (
	"institution_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "record_year_institution_id_start_year_pk" PRIMARY KEY("institution_id","start_year")
);
--> statement-breakpoint
CREATE TABLE "preference" (
	"institution_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"wishes" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "preference_institution_id_person_id_start_year_pk" PRIMARY KEY("institution_id","person_id","start_year")
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"start_year" integer NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scenario_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "scenario_assignment" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"rotation_id" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	CONSTRAINT "scenario_assignment_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "scenario_assignment_dates" CHECK ("scenario_assignment"."start_on" <= "scenario_assignment"."end_on")
);
--> statement-breakpoint
CREATE TABLE "scenario_program" (
	"institution_id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	CONSTRAINT "scenario_program_institution_id_scenario_id_program_id_pk" PRIMARY KEY("institution_id","scenario_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "solve_run" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"scenario_version" integer NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"seed" integer NOT NULL,
	"seconds" integer NOT NULL,
	"keep_on_stop" boolean DEFAULT true NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"heartbeat_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"progress" jsonb,
	"history" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"bound" jsonb,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sentence" text NOT NULL,
	CONSTRAINT "solve_run_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_institution_id_account_id_account_institution_id_id_fk" FOREIGN KEY ("institution_id","account_id") REFERENCES "public"."account"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_institution_id_account_id_account_institution_id_id_fk" FOREIGN KEY ("institution_id","account_id") REFERENCES "public"."account"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_institution_id_combination_id_combination_institution_id_id_fk" FOREIGN KEY ("institution_id","combination_id") REFERENCES "public"."combination"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "combination" ADD CONSTRAINT "combination_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "combination_agreement" ADD CONSTRAINT "combination_agreement_institution_id_combination_id_combination_institution_id_id_fk" FOREIGN KEY ("institution_id","combination_id") REFERENCES "public"."combination"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "combination_agreement" ADD CONSTRAINT "combination_agreement_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_version" ADD CONSTRAINT "program_version_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_institution_id_owner_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","owner_person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_assignment" ADD CONSTRAINT "record_assignment_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_assignment" ADD CONSTRAINT "record_assignment_institution_id_start_year_record_year_institution_id_start_year_fk" FOREIGN KEY ("institution_id","start_year") REFERENCES "public"."record_year"("institution_id","start_year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_version" ADD CONSTRAINT "record_version_institution_id_start_year_record_year_institution_id_start_year_fk" FOREIGN KEY ("institution_id","start_year") REFERENCES "public"."record_year"("institution_id","start_year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_assignment" ADD CONSTRAINT "scenario_assignment_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_assignment" ADD CONSTRAINT "scenario_assignment_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_program" ADD CONSTRAINT "scenario_program_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_program" ADD CONSTRAINT "scenario_program_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "solve_run" ADD CONSTRAINT "solve_run_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_entity" ON "audit_event" USING btree ("institution_id","entity_id","seq");--> statement-breakpoint
CREATE INDEX "audit_event_program" ON "audit_event" USING btree ("institution_id","program_id","seq");--> statement-breakpoint
CREATE INDEX "account_by_email" ON "account" USING btree ("email");--> statement-breakpoint
CREATE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "role_grant_once" ON "role_grant" USING btree ("institution_id","person_id","role",coalesce("program_id", "institution_id")) WHERE "role_grant"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "role_grant_program" ON "role_grant" USING btree ("institution_id","program_id","role");--> statement-breakpoint
CREATE INDEX "session_token" ON "session" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("institution_id","account_id");--> statement-breakpoint
CREATE INDEX "notification_person" ON "notification" USING btree ("institution_id","person_id","at");--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("institution_id","person_id") WHERE "notification"."read_at" is null;--> statement-breakpoint
CREATE INDEX "appointment_person" ON "appointment" USING btree ("institution_id","person_id");--> statement-breakpoint
CREATE INDEX "appointment_program" ON "appointment" USING btree ("institution_id","program_id","end_on");--> statement-breakpoint
CREATE INDEX "leave_person" ON "leave" USING btree ("institution_id","person_id","start_on");--> statement-breakpoint
CREATE UNIQUE INDEX "person_staff_number" ON "person" USING btree ("institution_id","staff_number");--> statement-breakpoint
CREATE INDEX "person_email" ON "person" USING btree ("institution_id","email");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("institution_id","family_name","given_name","id");--> statement-breakpoint
CREATE INDEX "program_version_program" ON "program_version" USING btree ("institution_id","program_id","effective_on");--> statement-breakpoint
CREATE INDEX "calendar_feed_by_token" ON "calendar_feed" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "calendar_feed_owner" ON "calendar_feed" USING btree ("institution_id","owner_person_id");--> statement-breakpoint
CREATE INDEX "record_assignment_year" ON "record_assignment" USING btree ("institution_id","start_year") WHERE "record_assignment"."until_version" is null;--> statement-breakpoint
CREATE INDEX "record_assignment_appointment" ON "record_assignment" USING btree ("institution_id","appointment_id") WHERE "record_assignment"."until_version" is null;--> statement-breakpoint
CREATE INDEX "scenario_year" ON "scenario" USING btree ("institution_id","start_year","created_at");--> statement-breakpoint
CREATE INDEX "scenario_assignment_scenario" ON "scenario_assignment" USING btree ("institution_id","scenario_id");--> statement-breakpoint
CREATE INDEX "solve_run_scenario" ON "solve_run" USING btree ("institution_id","scenario_id","requested_at");--> statement-breakpoint
CREATE INDEX "solve_run_open" ON "solve_run" USING btree ("state") WHERE "solve_run"."state" in ('queued', 'running', 'stopping');