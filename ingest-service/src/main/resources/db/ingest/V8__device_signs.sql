-- Which signs a device ever measured, bit = number of the sign: what the newest values of a whole
-- unit need not look for. Never too few; what was erased or has expired since may still stand here.
ALTER TABLE device ADD COLUMN signs bigint NOT NULL DEFAULT 0;

UPDATE device d SET signs =
    coalesce((SELECT bit_or(h.signs) FROM sign_hour h WHERE h.device_id = d.device_id), 0)
    | coalesce((SELECT bit_or(1::bigint << o.metric)
                  FROM (SELECT DISTINCT metric FROM observation
                         WHERE device_id = d.device_id) o), 0);
