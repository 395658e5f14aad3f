-- From schema 2 to 3: tables alone, the views are made anew. Each statement may be run again: a process can be killed between two of them.

-- The process of a run, and where Java writes its report should the process crash.
ALTER TABLE SWEEP4J.RUN ADD COLUMN IF NOT EXISTS PID BIGINT;
ALTER TABLE SWEEP4J.RUN ADD COLUMN IF NOT EXISTS PROCESS_STARTED_AT TIMESTAMP(3) WITH TIME ZONE;
ALTER TABLE SWEEP4J.RUN ADD COLUMN IF NOT EXISTS HOST VARCHAR(255);
ALTER TABLE SWEEP4J.RUN ADD COLUMN IF NOT EXISTS CRASH_REPORT VARCHAR;

-- Of which training semantics the content key is; how often the process crashed in the trial; whose results these are.
ALTER TABLE SWEEP4J.TRIAL ADD COLUMN IF NOT EXISTS SEMANTICS INTEGER DEFAULT 1 NOT NULL;
ALTER TABLE SWEEP4J.TRIAL ADD COLUMN IF NOT EXISTS CRASHES INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE SWEEP4J.TRIAL ADD COLUMN IF NOT EXISTS REUSED_SWEEP VARCHAR(100);
ALTER TABLE SWEEP4J.TRIAL ADD COLUMN IF NOT EXISTS REUSED_TRIAL BIGINT;

-- What a trial goes on from after its process has died; none once it has ended. In parts, because H2 uses the room of replaced
-- large objects again only after it has closed the file.
CREATE TABLE IF NOT EXISTS SWEEP4J.CHECKPOINT (
  TRIAL_ID BIGINT NOT NULL REFERENCES SWEEP4J.TRIAL ON DELETE CASCADE,
  PART INTEGER NOT NULL,
  EPOCH INTEGER NOT NULL,
  STATE VARBINARY(65536) NOT NULL,
  PRIMARY KEY (TRIAL_ID, PART)
);
