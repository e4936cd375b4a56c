-- Counters of sign-in attempts, kept apart from the institution's data: they are neither audited nor backed up.
CREATE SCHEMA gradus_limits;
--> statement-breakpoint
CREATE UNLOGGED TABLE gradus_limits.sign_in (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
