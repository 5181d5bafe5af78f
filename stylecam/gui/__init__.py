"""The window. It pulls frames from the pipeline's preview slot, sends commands as values, and reads status snapshots.

    Desk (the state of the controls) --commands--> Pipeline --frames--> Preview (pulls)
      ^ asks      | says what changed                       --status--> StatusLine, MessageBar (polled)
    Gallery, Controls, SourcePicker, actions

Widgets never talk to each other or to the pipeline: they ask the desk, and show what the desk says.
"""
