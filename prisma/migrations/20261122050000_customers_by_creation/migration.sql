-- Lists of customers by `createdAt` are read and counted in this index, those of active ones too, in place of passing every
-- customer of the partner. Customers can be read meanwhile, but not written to until it is built: less than a second for a
-- million rows.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30min';

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Customer_by_creation_idx" ON "Customer"("organisationId", "createdAt", "id", "isActive");
