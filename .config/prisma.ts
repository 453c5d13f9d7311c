import { defineConfig } from 'prisma/config';

/** For Prisma's own command line, such as `prisma migrate status`; the hub applies its migrations itself. */
export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? 'postgresql://localhost:5432/kernhub' },
});
