CREATE TABLE "absence_decision" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"role" text,
	"by_person_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sentence" text NOT NULL,
	CONSTRAINT "absence_decision_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "absence_policy" (
	"institution_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "absence_policy_institution_id_program_id_pk" PRIMARY KEY("institution_id","program_id")
);
--> statement-breakpoint
CREATE TABLE "absence_request" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"kind_code" text NOT NULL,
	"kind_name" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"part" text NOT NULL,
	"start_minute" integer,
	"end_minute" integer,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL,
	"counts_toward_training" boolean NOT NULL,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"chain" jsonb NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"leave_id" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "absence_request_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "absence_request_days" CHECK ("absence_request"."start_on" <= "absence_request"."end_on"),
	CONSTRAINT "absence_request_part" CHECK ("absence_request"."part" = 'days' or ("absence_request"."start_on" = "absence_request"."end_on" and "absence_request"."start_minute" < "absence_request"."end_minute"))
);
--> statement-breakpoint
CREATE TABLE "draft_comment" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"author" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"text" text NOT NULL,
	"mentions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "draft_comment_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "draft_thread" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"resolved_by" text,
	"resolved_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "draft_thread_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "draft_thread_dates" CHECK ("draft_thread"."start_on" <= "draft_thread"."end_on")
);
--> statement-breakpoint
CREATE TABLE "draft_edit_reason" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"from_rotation_id" text,
	"to_rotation_id" text,
	"was_proposed" boolean NOT NULL,
	"against_rules" boolean NOT NULL,
	"kind" text NOT NULL,
	"note" text NOT NULL,
	"author_id" uuid,
	"author" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_edit_reason_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "draft_edit_reason_dates" CHECK ("draft_edit_reason"."start_on" <= "draft_edit_reason"."end_on")
);
--> statement-breakpoint
CREATE TABLE "swap_offer" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"schedule_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL,
	"from_at" timestamp (3) with time zone,
	"partner_id" uuid,
	"return_assignment_id" uuid,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"sentence" text,
	"record_version" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "swap_offer_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "swap_offer_time" CHECK ("swap_offer"."start_at" < "swap_offer"."end_at")
);
--> statement-breakpoint
ALTER TABLE "scenario" ADD COLUMN "created_by_id" uuid;--> statement-breakpoint
ALTER TABLE "scenario" ADD COLUMN "comments_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "absence_decision" ADD CONSTRAINT "absence_decision_institution_id_request_id_absence_request_institution_id_id_fk" FOREIGN KEY ("institution_id","request_id") REFERENCES "public"."absence_request"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_policy" ADD CONSTRAINT "absence_policy_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_request" ADD CONSTRAINT "absence_request_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_request" ADD CONSTRAINT "absence_request_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_comment" ADD CONSTRAINT "draft_comment_institution_id_thread_id_draft_thread_institution_id_id_fk" FOREIGN KEY ("institution_id","thread_id") REFERENCES "public"."draft_thread"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_thread" ADD CONSTRAINT "draft_thread_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_thread" ADD CONSTRAINT "draft_thread_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_edit_reason" ADD CONSTRAINT "draft_edit_reason_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_edit_reason" ADD CONSTRAINT "draft_edit_reason_institution_id_appointment_id_appointment_institution_id_id_fk" FOREIGN KEY ("institution_id","appointment_id") REFERENCES "public"."appointment"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_offer" ADD CONSTRAINT "swap_offer_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absence_decision_request" ON "absence_decision" USING btree ("institution_id","request_id","at");--> statement-breakpoint
CREATE INDEX "absence_request_person" ON "absence_request" USING btree ("institution_id","person_id","start_on");--> statement-breakpoint
CREATE INDEX "absence_request_program" ON "absence_request" USING btree ("institution_id","program_id","end_on");--> statement-breakpoint
CREATE INDEX "absence_request_open" ON "absence_request" USING btree ("institution_id","program_id") WHERE "absence_request"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "absence_request_leave" ON "absence_request" USING btree ("institution_id","leave_id");--> statement-breakpoint
CREATE INDEX "draft_comment_thread" ON "draft_comment" USING btree ("institution_id","thread_id","at");--> statement-breakpoint
CREATE INDEX "draft_thread_scenario" ON "draft_thread" USING btree ("institution_id","scenario_id");--> statement-breakpoint
CREATE INDEX "draft_edit_reason_scenario" ON "draft_edit_reason" USING btree ("institution_id","scenario_id","at");--> statement-breakpoint
CREATE INDEX "draft_edit_reason_program" ON "draft_edit_reason" USING btree ("institution_id","program_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "swap_offer_assignment" ON "swap_offer" USING btree ("institution_id","assignment_id") WHERE "swap_offer"."state" in ('open', 'accepted');--> statement-breakpoint
CREATE INDEX "swap_offer_pool" ON "swap_offer" USING btree ("institution_id","pool_id") WHERE "swap_offer"."state" in ('open', 'accepted');--> statement-breakpoint
CREATE INDEX "swap_offer_person" ON "swap_offer" USING btree ("institution_id","person_id","offered_at");--> statement-breakpoint
CREATE INDEX "swap_offer_partner" ON "swap_offer" USING btree ("institution_id","partner_id") WHERE "swap_offer"."state" in ('open', 'accepted');--> statement-breakpoint
CREATE INDEX "swap_offer_expiry" ON "swap_offer" USING btree ("expires_at") WHERE "swap_offer"."state" in ('open', 'accepted');