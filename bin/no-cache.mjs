// tsx would keep compiled files in the system's temporary folder; the local site writes nothing outside the project.
process.env.TSX_DISABLE_CACHE = '1';
