/**
 * Breaks the requests whose id says so, in the middle of their COMMIT: all that they had to write is written by then.
 * One kind fails like a full disk, the other loses its connection with the server process behind it.
 */
export const crashTrigger = `
  CREATE FUNCTION model.crash() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW."requestId" LIKE 'crash-KILLED-%' THEN
      PERFORM pg_terminate_backend(pg_backend_pid());
      PERFORM pg_sleep(5);
    END IF;
    RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
  END $$;
  CREATE CONSTRAINT TRIGGER crash AFTER INSERT ON "Event" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW."requestId" LIKE 'crash-%') EXECUTE FUNCTION model.crash();`;
