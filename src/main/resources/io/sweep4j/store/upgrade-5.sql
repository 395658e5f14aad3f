-- From schema 4 to 5: tables alone, the views are made anew.
ALTER TABLE SWEEP4J.TRIAL ADD COLUMN IF NOT EXISTS WORKER VARCHAR(100);
