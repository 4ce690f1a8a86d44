-- A read says in its own transaction whose rows it may see (`tenure.organisations`: ids, separated by commas). Without that,
-- or in another role than the reader's, it fails: an empty answer would look like the truth. SQLSTATE TN001 tells such
-- failures from others.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '60s';

-- These are VOLATILE because PostgreSQL evaluates stable functions while it plans a statement.
CREATE FUNCTION fail_without_scope() RETURNS text LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'rows of organisations were read without a scope' USING ERRCODE = 'TN001';
END $$;
CREATE FUNCTION fail_without_role() RETURNS text LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'a read ran as %, not as tenure_reader', current_user USING ERRCODE = 'TN001';
END $$;

-- Most scopes are one organisation, and comparing with one number costs less than looking into a list. A setting that was
-- local to an earlier transaction of the session is an empty text afterwards.
DO $$
DECLARE
  readable record;
  first text := $first$
    (SELECT split_part(coalesce(nullif(current_setting('tenure.organisations', true), ''), fail_without_scope()), ',', 1)::integer)
  $first$;
  every text := $every$
    (SELECT unnest(string_to_array(current_setting('tenure.organisations', true), ',')::integer[]))
  $every$;
BEGIN
  FOR readable IN
    SELECT c."relname" AS "table", CASE c."relname" WHEN 'Organisation' THEN 'id' ELSE 'organisationId' END AS "column"
    FROM pg_policy p JOIN pg_class c ON c."oid" = p."polrelid"
    WHERE p."polname" = 'readable' AND c."relnamespace" = 'public'::regnamespace
  LOOP
    EXECUTE format(
      'ALTER POLICY "readable" ON %1$I USING (%2$I = %3$s OR %2$I IN %4$s)',
      readable."table", readable."column", first, every
    );
  END LOOP;
END $$;
