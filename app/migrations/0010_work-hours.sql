CREATE TABLE "notice_preference" (
	"institution_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"time_zone" text,
	"digest_minute" integer NOT NULL,
	"quiet_from_minute" integer,
	"quiet_to_minute" integer,
	"choices" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "notice_preference_institution_id_person_id_pk" PRIMARY KEY("institution_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "one_tap_grant" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"notification_id" uuid,
	"action" text NOT NULL,
	"link_words" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "one_tap_grant_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "one_tap_token" (
	"institution_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"grant_id" uuid NOT NULL,
	CONSTRAINT "one_tap_token_institution_id_token_hash_pk" PRIMARY KEY("institution_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "outbox_message" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"subscription_id" uuid,
	"address" text,
	"letter" jsonb,
	"digest_on" date,
	"state" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"useless_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempt_id" uuid,
	"lease_until" timestamp (3) with time zone,
	"handed_over_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"asks" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	CONSTRAINT "outbox_message_institution_id_id_pk" PRIMARY KEY("institution_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox_notice" (
	"institution_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	CONSTRAINT "outbox_notice_institution_id_message_id_notification_id_pk" PRIMARY KEY("institution_id","message_id","notification_id")
);
--> statement-breakpoint
CREATE TABLE "push_key" (
	"institution_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_key_institution_id_pk" PRIMARY KEY("institution_id")
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"institution_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_subscription_institution_id_id_pk" PRIMARY KEY("institution_id","id"),
	CONSTRAINT "push_subscription_endpoint" UNIQUE("institution_id","endpoint")
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "kind" text DEFAULT 'general.told' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "about_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "escalate_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "escalate_to" uuid[];--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "awaits" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_tap_grant" ADD CONSTRAINT "one_tap_grant_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_tap_grant" ADD CONSTRAINT "one_tap_grant_institution_id_notification_id_notification_institution_id_id_fk" FOREIGN KEY ("institution_id","notification_id") REFERENCES "public"."notification"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_tap_token" ADD CONSTRAINT "one_tap_token_institution_id_grant_id_one_tap_grant_institution_id_id_fk" FOREIGN KEY ("institution_id","grant_id") REFERENCES "public"."one_tap_grant"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_notice" ADD CONSTRAINT "outbox_notice_institution_id_message_id_outbox_message_institution_id_id_fk" FOREIGN KEY ("institution_id","message_id") REFERENCES "public"."outbox_message"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_notice" ADD CONSTRAINT "outbox_notice_institution_id_notification_id_notification_institution_id_id_fk" FOREIGN KEY ("institution_id","notification_id") REFERENCES "public"."notification"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_institution_id_person_id_person_institution_id_id_fk" FOREIGN KEY ("institution_id","person_id") REFERENCES "public"."person"("institution_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "one_tap_notice" ON "one_tap_grant" USING btree ("institution_id","notification_id");--> statement-breakpoint
CREATE INDEX "one_tap_token_hash" ON "one_tap_token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox_message" USING btree ("channel","due_at") WHERE "outbox_message"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_state" ON "outbox_message" USING btree ("institution_id","state","created_at");--> statement-breakpoint
CREATE INDEX "outbox_person" ON "outbox_message" USING btree ("institution_id","person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_digest" ON "outbox_message" USING btree ("institution_id","person_id","channel","digest_on",coalesce("subscription_id", "person_id")) WHERE "outbox_message"."purpose" = 'digest';--> statement-breakpoint
CREATE INDEX "outbox_notice_by_notice" ON "outbox_notice" USING btree ("institution_id","notification_id");--> statement-breakpoint
CREATE INDEX "push_subscription_person" ON "push_subscription" USING btree ("institution_id","person_id");--> statement-breakpoint
CREATE INDEX "notification_awaiting" ON "notification" USING btree ("institution_id","person_id") WHERE "notification"."awaits" <> '{}';--> statement-breakpoint
CREATE INDEX "notification_subject" ON "notification" USING btree ("institution_id","subject") WHERE "notification"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "notification_escalation" ON "notification" USING btree ("escalate_at") WHERE "notification"."settled_at" is null and "notification"."escalated_at" is null;