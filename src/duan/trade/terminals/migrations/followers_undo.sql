DROP POLICY terminals_terminal_is_changed ON terminals_terminal;
CREATE POLICY terminals_terminal_is_changed ON terminals_terminal FOR UPDATE
  USING (scope_id = ANY (ARRAY(SELECT sec.reach('terminals.edit', 'terminals.import'))))
  WITH CHECK (scope_id = ANY (ARRAY(SELECT sec.reach('terminals.edit', 'terminals.import'))));
DROP POLICY terminals_terminal_is_seen ON terminals_terminal;
CREATE POLICY terminals_terminal_is_seen ON terminals_terminal FOR SELECT USING (
  scope_id = ANY (ARRAY(SELECT sec.reach('terminals.see'))));
DROP FUNCTION sec.terminals_parting(uuid[]);
DROP FUNCTION sec.terminals_follow(uuid[]);
DROP TABLE terminals_follower;
