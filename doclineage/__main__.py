"""Run the command line: ``python -m doclineage``."""

from doclineage.cli import main

if __name__ == "__main__":
    main()
