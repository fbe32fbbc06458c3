-- One service: its schema, and two logins with the least rights that do. Run once per service (setup.sh does), before its `migrate`:
--   sqlcmd -S SERVER -d csirt -b -i service.sql -v service=intake service_password=… migrator_password=…
-- csirt_SERVICE_migrator owns the schema and all in it: it alone changes tables, and is used for `migrate` alone.
-- csirt_SERVICE works: it reads and writes rows. Audit rows it can only add and read: the migrations say so (DENY … TO public),
-- and a service that finds it could change them does not start.
IF SUSER_ID('csirt_$(service)_migrator') IS NULL
    CREATE LOGIN [csirt_$(service)_migrator] WITH PASSWORD = '$(migrator_password)';
IF SUSER_ID('csirt_$(service)') IS NULL
    CREATE LOGIN [csirt_$(service)] WITH PASSWORD = '$(service_password)';
GO
IF USER_ID('csirt_$(service)_migrator') IS NULL
    CREATE USER [csirt_$(service)_migrator] FOR LOGIN [csirt_$(service)_migrator] WITH DEFAULT_SCHEMA = [$(service)];
IF USER_ID('csirt_$(service)') IS NULL
    CREATE USER [csirt_$(service)] FOR LOGIN [csirt_$(service)] WITH DEFAULT_SCHEMA = [$(service)];
GO
IF SCHEMA_ID('$(service)') IS NULL
    EXEC ('CREATE SCHEMA [$(service)] AUTHORIZATION [csirt_$(service)_migrator]');
GO
GRANT CREATE TABLE TO [csirt_$(service)_migrator];
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[$(service)] TO [csirt_$(service)];
GO
