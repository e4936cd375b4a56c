CREATE TABLE "rollover" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"applied_by" text,
	"applied_at" timestamp (3) with time zone,
	"taken_back_by" text,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "rollover_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "rollover_change" (
	"institution_id" uuid NOT NULL,
	"rollover_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"sentence" text NOT NULL,
	"written" jsonb NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	"kept_because" text,
	CONSTRAINT "rollover_change_institution_id_rollover_id_position_pk" PRIMARY KEY("institution_id","rollover_id","position")
);
--> statement-breakpoint
CREATE TABLE "rollover_decision" (
	"institution_id" uuid NOT NULL,
	"rollover_id" uuid NOT NULL,
	"key" text NOT NULL,
	"decision" jsonb NOT NULL,
	"version" integer NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rollover_decision_institution_id_rollover_id_key_pk" PRIMARY KEY("institution_id","rollover_id","key")
);
--> statement-breakpoint
ALTER TABLE "rollover" ADD CONSTRAINT "rollover_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollover_change" ADD CONSTRAINT "rollover_change_institution_id_rollover_id_rollover_institution_id_id_fk" FOREIGN KEY ("institution_id","rollover_id") REFERENCES "public"."rollover"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollover_decision" ADD CONSTRAINT "rollover_decision_institution_id_rollover_id_rollover_institution_id_id_fk" FOREIGN KEY ("institution_id","rollover_id") REFERENCES "public"."rollover"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rollover_once" ON "rollover" USING btree ("institution_id","program_id","start_year") WHERE "rollover"."state" <> 'taken-back';