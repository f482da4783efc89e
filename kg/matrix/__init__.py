"""Who answers for what: bodies and persons by tasks."""
