-- Which decision an entry is about, so that a person's word can be told again elsewhere.
ALTER TABLE log ADD COLUMN decision INTEGER;

DROP TRIGGER log_decided;
CREATE TRIGGER log_decided AFTER INSERT ON decided BEGIN
    INSERT INTO log (revision, action, record, other, type, state, reason, decision)
    SELECT r.number, 'decided', NEW.one, NEW.other, d.type, d.verdict,
        d.made_by || coalesce(': ' || d.note, ''), d.number
    FROM revision r, decisions d WHERE d.number = NEW.decision;
END;

DROP TRIGGER log_undone;
CREATE TRIGGER log_undone AFTER UPDATE OF undone_at ON decisions BEGIN
    INSERT INTO log (revision, action, record, other, type, state, reason, decision)
    SELECT r.number, 'undone', d.one, d.other, NEW.type, NEW.verdict, NEW.undone_by, NEW.number
    FROM revision r, decided d WHERE d.decision = NEW.number;
END;

-- A source that states what was only suggested before, or no longer does.
CREATE TRIGGER log_weighed AFTER UPDATE OF state ON evidence WHEN OLD.state <> NEW.state BEGIN
    INSERT INTO log (revision, action, record, other, subject, type, object, state, turned,
        reason)
    SELECT r.number, 'evidence', NEW.record, NEW.other, l.subject, l.type, l.object, NEW.state,
        NEW.turned, NEW.rule || ': ' || json_extract(NEW.body, '$.reason')
    FROM revision r, links l WHERE l.number = NEW.link;
END;
