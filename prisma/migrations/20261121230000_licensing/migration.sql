-- What the licensing dialect says of customers and orders, for every dialect: who a customer is, what a partner's own
-- systems call it, what is put aside, and how an order may be activated.

SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '60s';

ALTER TABLE "Customer"
  ADD COLUMN "lastName" TEXT,
  ADD COLUMN "companyName" TEXT,
  ADD COLUMN "description" TEXT,
  ADD COLUMN "crmId" TEXT,
  ADD COLUMN "refId" TEXT,
  ADD COLUMN "archivedAt" TIMESTAMPTZ(0);
ALTER TABLE "Customer"
  ADD CONSTRAINT "Customer_names_check" CHECK ("lastName" <> '' AND "companyName" <> '') NOT VALID;

ALTER TABLE "Order"
  ADD COLUMN "description" TEXT,
  ADD COLUMN "crmId" TEXT,
  ADD COLUMN "refId" TEXT,
  ADD COLUMN "activationLimit" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "isDemo" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "canOverwriteContainer" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "customerRequired" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "archivedAt" TIMESTAMPTZ(0);
ALTER TABLE "Order" ADD CONSTRAINT "Order_activationLimit_check" CHECK ("activationLimit" > 0) NOT VALID;

GRANT SELECT ("lastName", "companyName", "description", "crmId", "refId", "archivedAt") ON "Customer" TO tenure_reader;
GRANT SELECT ("description", "crmId", "refId", "activationLimit", "isDemo", "canOverwriteContainer", "customerRequired", "archivedAt")
  ON "Order" TO tenure_reader;
