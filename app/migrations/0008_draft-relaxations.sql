CREATE TABLE "scenario_relaxation" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scenario_id" uuid NOT NULL,
	"key" text NOT NULL,
	"relaxation" jsonb NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scenario_relaxation_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "scenario_relaxation_rule" UNIQUE("institution_id","scenario_id","key")
);
--> statement-breakpoint
ALTER TABLE "solve_run" ADD COLUMN "remedies" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "solve_run" ADD COLUMN "part" jsonb;--> statement-breakpoint
ALTER TABLE "scenario_relaxation" ADD CONSTRAINT "scenario_relaxation_institution_id_scenario_id_scenario_institution_id_id_fk" FOREIGN KEY ("institution_id","scenario_id") REFERENCES "public"."scenario"("institution_id","id") ON DELETE no action ON UPDATE no action;