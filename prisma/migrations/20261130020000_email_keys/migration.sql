-- Whatever prepares a database looks for e-mail keys from before domains were compared in their IDNA form, and finds them
-- here in place of passing every user and operator: a key of today has a domain in ASCII, and few have anything else before
-- the @. Both tables can be read meanwhile, but not written to until their index is built: about a second for a million rows.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30min';

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "User_other_scripts_idx" ON "User"("id") WHERE (octet_length("emailKey") <> char_length("emailKey"));
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Operator_other_scripts_idx" ON "Operator"("id") WHERE (octet_length("emailKey") <> char_length("emailKey"));
