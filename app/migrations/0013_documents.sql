CREATE TABLE "document_kind" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_required" boolean NOT NULL,
	"expires" boolean NOT NULL,
	"remind_days" integer[] NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "document_kind_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_reminder" (
	"institution_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"days_before" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_reminder_institution_id_document_id_days_before_pk" PRIMARY KEY("institution_id","document_id","days_before")
);
--> statement-breakpoint
CREATE TABLE "held_document" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"number" text,
	"issued_on" date,
	"expires_on" date,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"verified_by" text,
	"verified_at" timestamp (3) with time zone,
	"file_name" text,
	"file_type" text,
	"file" "bytea",
	"version" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "held_document_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
ALTER TABLE "document_kind" ADD CONSTRAINT "document_kind_institution_id_program_id_program_institution_id_id_fk" FOREIGN KEY ("institution_id","program_id") REFERENCES "public"."program"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_reminder" ADD CONSTRAINT "document_reminder_institution_id_document_id_held_document_institution_id_id_fk" FOREIGN KEY ("institution_id","document_id") REFERENCES "public"."held_document"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_document" ADD CONSTRAINT "held_document_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_document" ADD CONSTRAINT "held_document_institution_id_kind_id_document_kind_institution_id_id_fk" FOREIGN KEY ("institution_id","kind_id") REFERENCES "public"."document_kind"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_kind_program" ON "document_kind" USING btree ("institution_id","program_id");--> statement-breakpoint
CREATE INDEX "held_document_person" ON "held_document" USING btree ("institution_id","person_id") WHERE "held_document"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "held_document_expiry" ON "held_document" USING btree ("expires_on") WHERE "held_document"."removed_at" is null;