# The notebook server of a session. The gateway before it decides on each request who may come in,
# and nothing else can reach it: so no token or password of its own. Its protection against forged
# requests (_xsrf, and an Origin that must equal the Host) stays on.
c = get_config()  # noqa: F821

c.NotebookApp.ip = "0.0.0.0"
c.NotebookApp.port = 8888
c.NotebookApp.port_retries = 0
c.NotebookApp.open_browser = False
c.NotebookApp.base_url = "/"
c.NotebookApp.notebook_dir = "/home/user"

c.NotebookApp.token = ""
c.NotebookApp.password = ""
c.NotebookApp.allow_password_change = False
# The Host that it sees is the session's name, not a loopback address.
c.NotebookApp.allow_remote_access = True
# The gateway tells the scheme and the address of the browser.
c.NotebookApp.trust_xheaders = True

# A session is stopped by the broker's own button, which keeps the reason.
c.NotebookApp.quit_button = False
# The container is the wall; a terminal inside it gives nothing that a cell does not.
c.NotebookApp.terminals_enabled = True
# What is deleted frees its space at once.
c.FileContentsManager.delete_to_trash = False
