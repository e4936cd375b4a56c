CREATE TABLE "workbook" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"start_year" integer NOT NULL,
	"file_name" text NOT NULL,
	"tables" jsonb NOT NULL,
	"choices" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"sent_by" text NOT NULL,
	"scenario_id" uuid,
	"discarded_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "workbook_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "workbook_code" (
	"institution_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"code" text NOT NULL,
	"meaning" jsonb NOT NULL,
	CONSTRAINT "workbook_code_institution_id_program_id_code_pk" PRIMARY KEY("institution_id","program_id","code")
);
--> statement-breakpoint
ALTER TABLE "solve_run" ALTER COLUMN "scenario_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "solve_run" ADD COLUMN "call_schedule_id" uuid;--> statement-breakpoint
ALTER TABLE "workbook" ADD CONSTRAINT "workbook_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workbook_code" ADD CONSTRAINT "workbook_code_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workbook_program" ON "workbook" USING btree ("institution_id","program_id","sent_at");--> statement-breakpoint
ALTER TABLE "solve_run" ADD CONSTRAINT "solve_run_institution_id_call_schedule_id_call_schedule_institution_id_id_fk" FOREIGN KEY ("institution_id","call_schedule_id") REFERENCES "public"."call_schedule"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "solve_run_call" ON "solve_run" USING btree ("institution_id","call_schedule_id","requested_at");--> statement-breakpoint
ALTER TABLE "solve_run" ADD CONSTRAINT "solve_run_of_one" CHECK (("solve_run"."scenario_id" is null) <> ("solve_run"."call_schedule_id" is null));