-- Most readers see one organisation. A policy that compares with its number first costs next to nothing for each row; a look
-- into the list of organisations made a count a quarter slower. Who sees several names no single one.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '60s';

DO $$
DECLARE
  readable record;
  one text := $named$(SELECT nullif(current_setting('tenure.organisation', true), '')::int)$named$;
  several text := $named$
    SELECT unnest(string_to_array(nullif(current_setting('tenure.organisations', true), ''), ',')::int[])
  $named$;
BEGIN
  FOR readable IN
    SELECT c."relname" AS "table", CASE c."relname" WHEN 'Organisation' THEN 'id' ELSE 'organisationId' END AS "column"
    FROM pg_policy p JOIN pg_class c ON c."oid" = p."polrelid"
    WHERE p."polname" = 'readable' AND c."relnamespace" = 'public'::regnamespace
  LOOP
    EXECUTE format(
      'ALTER POLICY "readable" ON %1$I USING (%2$I = %3$s OR %2$I IN (%4$s))',
      readable."table", readable."column", one, several
    );
  END LOOP;
END $$;
