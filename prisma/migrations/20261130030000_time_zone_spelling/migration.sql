-- Time zones that were stored as they were typed (asia/kathmandu) get the spelling of the tz database (Asia/Kathmandu),
-- as every new one has. Aliases stay, and so does a name that this server's tz database lacks. Only rows with another
-- spelling are written, and nothing is locked but those.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '5min';

UPDATE "Organisation" o SET "timeZone" = zone.name
FROM pg_timezone_names zone
WHERE lower(zone.name) = lower(o."timeZone") AND zone.name <> o."timeZone";

UPDATE "Operator" o SET "timeZone" = zone.name
FROM pg_timezone_names zone
WHERE lower(zone.name) = lower(o."timeZone") AND zone.name <> o."timeZone";
