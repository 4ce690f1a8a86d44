-- The lists of the licensing dialect are sorted by three names; each index holds all that such a list goes by, so that a
-- page deep inside is found without looking at the rows. Customers can be read meanwhile, but not written to until both
-- indexes are built: about a second for a million rows.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30min';

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Customer_by_company_idx"
  ON "Customer"("organisationId", "companyName" NULLS FIRST, "lastName" NULLS FIRST, "name", "id", "archivedAt");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Customer_by_name_idx"
  ON "Customer"("organisationId", "lastName" NULLS FIRST, "name", "id", "companyName", "archivedAt");
