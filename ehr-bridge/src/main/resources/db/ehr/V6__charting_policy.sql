-- Charted, and kept from a target by its policy, unless an alert makes it worth writing.
alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
    check (state in ('INTENDED', 'SENT', 'CONFIRMED', 'FAILED', 'WITHDRAWN', 'WITHHELD'));
create index delivery_withheld on delivery (patient_id) where state = 'WITHHELD';

-- Lines that stand for several minutes of a device and item. Their facts are those of the minutes;
-- their revision is the sum of the minutes' revisions, which only ever grows.
create table aggregate (
    id         text primary key,
    patient_id text        not null,
    device_id  text        not null,
    item       text        not null,
    -- In the device's own time.
    start_at   timestamptz not null,
    minutes    int         not null
);
create index aggregate_patient on aggregate (patient_id, item, start_at);
