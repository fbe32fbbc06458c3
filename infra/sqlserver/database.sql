-- The database, once. Run by an administrator:  sqlcmd -S SERVER -E -b -i database.sql -v database=csirt
-- BIN2: codes and ids are compared as written, and lists sort as they do on SQLite. UTF8: Japanese in VARCHAR is not lost.
IF DB_ID('$(database)') IS NULL
    CREATE DATABASE [$(database)] COLLATE Latin1_General_100_BIN2_UTF8;
GO
-- Readers don't wait for writers. The services refuse to start without it.
ALTER DATABASE [$(database)] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
ALTER DATABASE [$(database)] SET RECOVERY FULL;
GO
