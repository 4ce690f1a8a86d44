-- What came since yesterday, how many that are, and the newest first: lists of customers that go by `createdAt` read and
-- count in this index, in place of every customer of the partner. Customers can be read meanwhile, but not written to
-- until it is built: less than a second for a million rows.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30min';

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Customer_by_creation_idx" ON "Customer"("organisationId", "createdAt", "id", "isActive");
