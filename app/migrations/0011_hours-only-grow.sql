-- What somebody worked is never overwritten: an edit is another version.
CREATE FUNCTION hours_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Logged hours are append-only.' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER work_period_append_only BEFORE UPDATE OR DELETE ON work_period
  FOR EACH ROW EXECUTE FUNCTION hours_only_grow();
--> statement-breakpoint
CREATE TRIGGER work_period_no_truncate BEFORE TRUNCATE ON work_period
  FOR EACH STATEMENT EXECUTE FUNCTION hours_only_grow();
--> statement-breakpoint
CREATE TRIGGER week_confirmation_append_only BEFORE UPDATE OR DELETE ON week_confirmation
  FOR EACH ROW EXECUTE FUNCTION hours_only_grow();
--> statement-breakpoint
CREATE TRIGGER week_reopening_append_only BEFORE UPDATE OR DELETE ON week_reopening
  FOR EACH ROW EXECUTE FUNCTION hours_only_grow();
