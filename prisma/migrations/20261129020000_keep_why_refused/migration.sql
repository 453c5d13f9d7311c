-- Why a request was refused, so that an overview can count causes without opening the log.
ALTER TABLE exchange ADD COLUMN refusal text;
