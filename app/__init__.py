"""SADAR, the register of conflicts of interest of one local government. Start reading at wiring/."""
