-- A page of a relation is sorted by id: with the id in the index no more rows are read than the page is long. Each table
-- can be read meanwhile, but not written to until its indexes are built: about a second for a million rows.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30min';

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "Order_organisationId_customerId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "Order_organisationId_parentId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "OrderLine_organisationId_orderId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "OrderLine_organisationId_subscriptionId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "Subscription_organisationId_customerId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "Term_organisationId_orderId_idx";
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "User_organisationId_customerId_idx";
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Order_organisationId_customerId_id_idx" ON "Order"("organisationId", "customerId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Order_organisationId_parentId_id_idx" ON "Order"("organisationId", "parentId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "OrderLine_organisationId_orderId_id_idx" ON "OrderLine"("organisationId", "orderId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "OrderLine_organisationId_subscriptionId_id_idx" ON "OrderLine"("organisationId", "subscriptionId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Subscription_organisationId_customerId_id_idx" ON "Subscription"("organisationId", "customerId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "Term_organisationId_orderId_id_idx" ON "Term"("organisationId", "orderId", "id");
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "User_organisationId_customerId_id_idx" ON "User"("organisationId", "customerId", "id");
