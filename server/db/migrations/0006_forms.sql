-- What of the form in the author's PDF could not be kept: [{ field, code, value }].
alter table documents add column warnings jsonb not null default '[]';
