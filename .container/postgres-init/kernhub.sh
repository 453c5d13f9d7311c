#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume: the roles and the two databases of docs/operations.md.
set -eu
psql --username postgres --no-psqlrc --set ON_ERROR_STOP=1 <<SQL
CREATE ROLE kernhub_owner LOGIN PASSWORD '$(cat /run/secrets/owner-password)';
CREATE ROLE kernhub_app LOGIN PASSWORD '$(cat /run/secrets/app-password)';
CREATE ROLE kernhub_partner_officer NOLOGIN;
GRANT kernhub_partner_officer TO kernhub_app WITH INHERIT FALSE;
CREATE DATABASE kernhub OWNER kernhub_owner;
CREATE DATABASE kernhub_keys OWNER kernhub_owner;
SQL
