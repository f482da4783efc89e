"""The supervision ledger (督办台账): what is owed, by whom, by when, and room for what has been done of it."""
